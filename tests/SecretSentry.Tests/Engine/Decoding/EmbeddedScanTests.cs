using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine.Decoding;

/// <summary>Scans content that is in two encodings: by accident, in compiled programs, or to hide a secret.</summary>
public class EmbeddedScanTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();
    private static readonly string Token = Template.Expand("ghp_{crc62:30}", 4);
    private static readonly Encoding Utf32Big = new UTF32Encoding(bigEndian: true, byteOrderMark: false);
    private static readonly string[] Encodings = ["ascii", "utf-16le", "utf-16be", "utf-32le", "utf-32be", "odd utf-16le"];
    private static readonly string Lines = string.Concat(Enumerable.Repeat("a line of some length\n", 40));

    public static TheoryData<string, string> Mixtures
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var first in new[] { "ascii", "mark-le", "mark-be", "mark-32", "utf-16le", "utf-16be", "binary" })
            {
                foreach (var then in Encodings)
                {
                    data.Add(first, then);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Mixtures))]
    public void A_token_is_found_after_a_beginning_in_another_encoding(string first, string then)
    {
        foreach (var end in new[] { "", "\n", "\n" + Lines })
        {
            byte[] content = [.. Begin(first), .. Encode(then, "token = " + Token + end)];
            var (match, secret) = Find(content).Should().ContainSingle().Subject;
            var bytes = content[match.SecretStart..match.SecretEnd];
            Encoding.ASCII.GetString([.. bytes.Where(b => b != 0)]).Should().Be(Token);
            (secret is null || secret.Bytes.Span.SequenceEqual(Encoding.ASCII.GetBytes(Token))).Should().BeTrue();
        }
    }

    /// <summary>A byte-order mark that no UTF-16 text follows is no reason to scan a text as a binary file.</summary>
    [Theory]
    [InlineData("mark-le")]
    [InlineData("mark-be")]
    public void A_byte_order_mark_before_ASCII_text_changes_no_finding(string mark)
    {
        var text = Encoding.ASCII.GetBytes(Lines + Template.Expand("db_password = \"{lower:4}{digit:3}{upper:4}{digit:3}\"\n") + Lines);
        ContentKinds.Detect([.. Begin(mark), .. text]).Should().Be(ContentKind.Text);
        var expected = Find(text).Should().ContainSingle().Subject.Match;
        Find([.. Begin(mark), .. text]).Should().Equal((expected with
        {
            Start = expected.Start + 2,
            SecretStart = expected.SecretStart + 2,
        }, null));
    }

    [Theory]
    [InlineData("\u4e00\u6211\u662f\u4e2d\u570b\u4eba")]
    [InlineData("A")]
    [InlineData("")]
    public void Real_UTF_16_stays_UTF_16(string text)
    {
        ContentKinds.Detect([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]).Should().Be(ContentKind.Utf16LittleEndian);
        ContentKinds.Detect([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]).Should().Be(ContentKind.Utf16BigEndian);
    }

    /// <summary>Strings of a compiled program: each has its length before it, and other bytes between them.</summary>
    [Fact]
    public void Every_string_of_a_program_is_read()
    {
        var tokens = Enumerable.Range(10, 20).Select(i => Template.Expand("ghp_{crc62:30}", i)).ToList();
        byte[] content = [.. Begin("binary"), .. tokens.SelectMany(token => (byte[])[0x51, .. Encoding.Unicode.GetBytes(token), 1, 0x51])];
        Find(content).Select(found => Encoding.ASCII.GetString(found.Secret!.Bytes.Span)).Should().Equal(tokens);
    }

    [Fact]
    public void Scanning_a_later_version_gives_the_same_matches()
    {
        var scanner = new Scanner(Rules) { Decodes = true };
        byte[] before = Encoding.ASCII.GetBytes(Lines);
        byte[] after = [.. before, .. Encoding.Unicode.GetBytes("x " + Token + "\n")];
        byte[] last = [.. after, .. Encoding.ASCII.GetBytes(Lines)];
        var (one, two, three) = (new IncrementalScanState(), new IncrementalScanState(), new IncrementalScanState());
        scanner.Locate(before, one);
        scanner.Locate(after, one, [new(0, 0, before.Length)], two);
        scanner.Locate(last, two, [new(0, 0, after.Length)], three);
        foreach (var (content, state, count) in new[] { (before, one, 0), (after, two, 1), (last, three, 1) })
        {
            var (whole, incremental) = (new List<Match>(), new List<Match>());
            scanner.Scan(content, "", whole);
            scanner.Scan(content, state, "", incremental);
            incremental.Should().Equal(whole).And.HaveCount(count);
        }
    }

    [Fact]
    public void Random_mixtures_lose_no_token()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var content = new List<byte>();
            var expected = new HashSet<string>();
            for (var part = random.Next(1, 6); part > 0; part--)
            {
                var token = Template.Expand("ghp_{crc62:30}", random.Next(1000));
                var noise = new byte[random.Next(0, 40)];
                random.NextBytes(noise);
                content.AddRange(noise);
                content.AddRange(Encode(Encodings[random.Next(Encodings.Length)], " " + token + "\n"));
                expected.Add(token);
            }

            var bytes = content.ToArray();
            var found = Find(bytes).Select(item => Encoding.ASCII.GetString(item.Secret is { } secret ? secret.Bytes.Span
                : bytes.AsSpan(item.Match.SecretStart, item.Match.SecretLength)).Replace("\0", "", StringComparison.Ordinal));
            found.Should().Contain(expected, "round {0}", round);
        }
    }

    private static byte[] Begin(string name) => name switch
    {
        "ascii" => Encoding.ASCII.GetBytes(Lines),
        "mark-le" => [0xFF, 0xFE],
        "mark-be" => [0xFE, 0xFF],
        "mark-32" => [0xFF, 0xFE, 0, 0],
        "binary" => [0x7F, .. "ELF"u8, .. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))],
        _ => [.. Encode(name, Lines)],
    };

    private static IEnumerable<byte> Encode(string name, string text) => name switch
    {
        "ascii" => Encoding.ASCII.GetBytes(text),
        "utf-16le" => Encoding.Unicode.GetBytes(text),
        "utf-16be" => Encoding.BigEndianUnicode.GetBytes(text),
        "utf-32le" => Encoding.UTF32.GetBytes(text),
        "utf-32be" => Utf32Big.GetBytes(text),
        _ => [1, .. Encoding.Unicode.GetBytes(text)],
    };

    private static List<(Match Match, DecodedSecret? Secret)> Find(byte[] content)
    {
        var (scanner, matches) = (new Scanner(Rules) { Decodes = true }, new List<Match>());
        scanner.Scan(content, "", matches);
        return [.. matches.Select(match => (match, scanner.GetDecodedSecret(match)))];
    }
}
