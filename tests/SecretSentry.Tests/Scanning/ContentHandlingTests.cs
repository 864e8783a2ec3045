using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Findings;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Files;

namespace SecretSentry.Tests.Scanning;

/// <summary>Scans files with content of every encoding and size, whole and in parts.</summary>
public sealed class ContentHandlingTests : IDisposable
{
    private const int PartLength = 3 * StreamScan.Overlap;

    private static readonly string Token = Template.Expand("ghp_{crc62:30}", 3);
    private static readonly SecretSentry.Engine.Compilation.RuleSet Rules = BuiltInRules.Load();

    private readonly string _folder = Directory.CreateTempSubdirectory("secretsentry").FullName;

    public static TheoryData<string> EveryEncoding =>
        ["utf-8", "utf-8 mark", "utf-16le", "utf-16be", "utf-16le mark", "utf-16be mark", "utf-32le mark", "utf-32be mark"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(EveryEncoding))]
    public void A_secret_is_found_in_every_encoding_whole_and_in_parts(string name)
    {
        var encoding = EncodingOf(name);
        foreach (var lines in new[] { 3, 20_000 })
        {
            var text = string.Concat(Enumerable.Repeat("a line of some length\n", lines)) + $"t = {Token}\n"
                + string.Concat(Enumerable.Repeat("a line of some length\n", lines));
            Scan([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]).Location.Start.Should().Be(new TextPosition(lines + 1, 5));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_secret_at_every_offset_around_a_part_boundary_is_reported_once(bool isEncoded)
    {
        var secret = Encoding.ASCII.GetBytes(isEncoded ? Convert.ToBase64String(Encoding.ASCII.GetBytes(Token)) : Token);
        var content = new byte[PartLength + StreamScan.Overlap];
        foreach (var edge in new[] { PartLength - StreamScan.Overlap, PartLength - (StreamScan.Overlap / 2), PartLength })
        {
            for (var at = edge - secret.Length - 2; at <= edge + 2; at++)
            {
                Array.Fill(content, (byte)' ');
                content[7] = (byte)'\n';
                secret.CopyTo(content, at);
                Scan(content).Location.Start.Should().Be(new TextPosition(2, at - 7));
            }
        }
    }

    [Fact]
    public void A_secret_in_a_line_of_megabytes_has_the_correct_column()
    {
        var text = "one\n" + new string('.', 3_000_000) + " " + Token + new string('.', 10);
        Scan(Encoding.ASCII.GetBytes(text)).Location.Start.Should().Be(new TextPosition(2, 3_000_002));
    }

    [Fact]
    public void A_NUL_in_text_does_not_hide_a_secret()
    {
        foreach (var at in new[] { 0, 5, 400, 9000, 500_000 })
        {
            var content = Encoding.ASCII.GetBytes(new string('.', 600_000) + "\n" + Token + "\n");
            content[at] = 0;
            Scan(content).Location.Start.Should().Be(new TextPosition(2, 1));
        }
    }

    private static Encoding EncodingOf(string name)
    {
        var hasMark = name.EndsWith("mark", StringComparison.Ordinal);
        return name[..Math.Min(8, name.Length)].Trim() switch
        {
            "utf-16le" => new UnicodeEncoding(false, hasMark),
            "utf-16be" => new UnicodeEncoding(true, hasMark),
            "utf-32le" => new UTF32Encoding(false, hasMark),
            "utf-32be" => new UTF32Encoding(true, hasMark),
            _ => new UTF8Encoding(hasMark),
        };
    }

    private Finding Scan(byte[] content)
    {
        File.WriteAllBytes(Path.Combine(_folder, "file"), content);
        var outcome = FileScan.Run(["file"], new ScanOptions { Directory = _folder, Rules = Rules, PartLength = PartLength },
            CancellationToken.None);
        outcome.Coverage.IsComplete.Should().BeTrue();
        return outcome.Findings.Should().ContainSingle().Subject;
    }
}
