using System.Text;

namespace SecretSentry.EndToEnd.Purging;

/// <summary>Fault P1: what a scan finds decoded is planned, removed and verified.</summary>
public class PurgeEncodedTests
{
    private static readonly string[] Encodings =
    [
        "base64 > base64", "base64 > hex", "hex > base64", "base64 > base64 > base64", "percent", "escape-u", "escape-x", "entity",
        "entity-x", "percent > base64", "base64 > percent", "base64 > utf-16le > hex", "utf-16 > percent", "base64 > escape-u > base64",
    ];

    public static TheoryData<string> Cases => [.. Encodings];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_secret_that_a_scan_decodes_is_planned_removed_and_verified(string path)
    {
        using var repository = new PurgedRepository(60);
        var token = Generate.GitHubToken(60);
        File.WriteAllText(repository.Rules, $"literal:{token}\n");
        repository.Commit("settings.txt", Encode(path, token), "encoded");
        repository.Commit("other.txt", "clean\n", "clean");
        var scan = repository.Secretsentry("scan", "--history", "--no-progress");
        scan.ExitCode.Should().Be(1, scan.All);
        var before = repository.Secretsentry("purge", "verify", "--needles-from", repository.Rules);
        before.ExitCode.Should().Be(4, before.All);
        before.All.Should().NotContain(token);
        repository.Purge();
        var clean = repository.Secretsentry("scan", "--history", "--no-progress", "-C", repository.Clone);
        clean.ExitCode.Should().Be(0, clean.All);
        var after = repository.Secretsentry("purge", "verify", "-C", repository.Clone, "--needles-from", repository.Rules);
        after.ExitCode.Should().Be(0, after.All);
        repository.InClone("show", "main:other.txt").Should().Be("clean\n");
        repository.InClone("show", "main:settings.txt").Replace("\0", "", StringComparison.Ordinal).Should().Contain("first = 1")
            .And.Contain("last = 2");
    }

    [Fact]
    public void A_report_with_a_decoded_secret_is_enough_for_a_plan()
    {
        using var repository = new PurgedRepository(61);
        repository.Commit("settings.txt", Encode("base64 > base64", Generate.GitHubToken(61)));
        var report = Path.Combine(repository.Outside, "report.json");
        repository.Secretsentry("scan", "--history", "--format", "json", "--output", report).ExitCode.Should().Be(1);
        var plan = repository.Secretsentry("purge", "plan", "--from-report", report, "--out", repository.PlanFolder);
        plan.ExitCode.Should().Be(1, plan.All);
        plan.Output.Should().Contain("also as base64 > base64 in 1 blob");
        repository.Apply("--in-place", "--clean-up").ExitCode.Should().Be(0);
        repository.Secretsentry("scan", "--history", "--no-progress").ExitCode.Should().Be(0);
    }

    [Fact]
    public void Encoded_secrets_in_messages_and_names_are_planned_removed_and_verified()
    {
        using var repository = new PurgedRepository(62);
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.ASCII.GetBytes(repository.Secret))));
        repository.Commit($"x {encoded.Replace('/', '_').Replace('+', '-').TrimEnd('=')}.txt", "clean\n", $"see {encoded} for more");
        var verify = repository.Secretsentry("purge", "verify", "--needles-from", repository.Rules);
        verify.ExitCode.Should().Be(4, verify.All);
        verify.Output.Should().Contain("NOT CLEAN: the message of ").And.Contain("NOT CLEAN: a file name in tree ");
        repository.Purge(["--messages", "--paths"]);
        repository.InClone("log", "--format=%s").Should().StartWith("see ").And.Contain(" for more").And.NotContain(encoded[8..24]);
    }

    /// <summary>The text around the secret must still be there when the rest of the encoded text is decoded.</summary>
    [Fact]
    public void Only_the_secret_is_replaced_in_encoded_text()
    {
        using var repository = new PurgedRepository(63);
        var inner = $"{{\"user\": \"ada\", \"key\": \"{repository.Secret}\", \"port\": 12}} ".PadRight(96);
        var twice = Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(inner))));
        repository.Commit("a", $"data: {twice}\n");
        repository.Purge();
        var line = repository.InClone("show", "main:a").Split(' ')[1].Trim();
        line.Should().HaveLength(twice.Length);
        var middle = Encoding.Latin1.GetString(Convert.FromBase64String(line));
        middle.Should().HaveLength(inner.Length * 4 / 3);
        Convert.FromBase64String(middle[..32]).Should().Equal(Encoding.ASCII.GetBytes(inner[..24]));
        Convert.FromBase64String(middle[^32..]).Should().Equal(Encoding.ASCII.GetBytes(inner[^24..]));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(15)]
    public void A_secret_in_quoted_printable_text_is_planned_and_removed(int offset)
    {
        using var repository = new PurgedRepository(64);
        var secret = repository.Secret;
        repository.Commit("mail.eml", $"key: {secret[..offset]}=\r\n{secret[offset..]}\r\nend\r\n");
        repository.Commit("other.eml", $"key: {secret[..offset]}={(int)secret[offset]:X2}{secret[(offset + 1)..]} end\n");
        repository.Purge();
        repository.InClone("show", "main:mail.eml").Should().Be("key: ***REMOVED***\r\nend\r\n");
        repository.InClone("show", "main:other.eml").Should().Be("key: ***REMOVED*** end\n");
    }

    /// <summary>Encodes from the innermost to the outermost encoding.</summary>
    private static byte[] Encode(string path, string token)
    {
        var text = $"token = {token} ; {new string('x', 7)}";
        var isWide = false;
        foreach (var step in path.Split(" > ").Reverse())
        {
            var bytes = isWide ? Encoding.Unicode.GetBytes(text) : Encoding.ASCII.GetBytes(text);
            isWide = step == "utf-16le";
            text = step switch
            {
                "base64" => Convert.ToBase64String(bytes),
                "hex" => Convert.ToHexStringLower(bytes),
                "percent" => Escape(text, c => $"%{(int)c:x2}"),
                "escape-u" => Escape(text, c => $"\\u{(int)c:x4}"),
                "escape-x" => Escape(text, c => $"\\x{(int)c:x2}"),
                "entity" => Escape(text, c => $"&#{(int)c};"),
                "entity-x" => Escape(text, c => $"&#x{(int)c:X};"),
                _ => text,
            };
        }

        var file = $"first = 1\nvalue: \"{text}\"\nlast = 2\n";
        return path.StartsWith("utf-16 ", StringComparison.Ordinal) ? [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(file)]
            : Encoding.ASCII.GetBytes(file);
    }

    /// <summary>Writes every fifth letter or digit as an escape, the first one too.</summary>
    private static string Escape(string text, Func<char, string> escape) =>
        string.Concat(text.Select((c, i) => i % 5 == 3 && char.IsAsciiLetterOrDigit(c) ? escape(c) : c.ToString()));
}
