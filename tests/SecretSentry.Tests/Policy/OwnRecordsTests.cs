using System.Security.Cryptography;
using System.Text;
using SecretSentry.Findings;
using SecretSentry.Patterns;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Tests.Policy;

/// <summary>A file of accepted findings is no finding, whatever the rule, the fingerprint and the other fields.</summary>
public class OwnRecordsTests
{
    private static readonly string[] Fields =
    [
        "", "by=x", "until=2027-01-31", "by=kx7Pq2 until=2027-01-31", "by=jo@example.org at=test/login.yml fixture of the log-in test",
        "at=conf/app.properties rotated in March",
    ];

    [Theory]
    [InlineData(20, "")]
    [InlineData(20, "team7.")]
    [InlineData(16, "")]
    [InlineData(16, "5b1c09aa.")]
    public void A_record_of_any_rule_has_no_finding(int digits, string salt)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var text = MakeFile(digits, salt, seed);
            Scan(text, ".secretsentry-ignore").Should().BeEmpty();
            Scan(text, "security/accepted.txt").Should().BeEmpty("its first line says what it is");
        }
    }

    [Fact]
    public void A_token_in_another_field_or_another_file_is_found()
    {
        var token = "AK" + "IA" + string.Concat(MakeFingerprint(16, 7).Select(c => (char)('A' + Convert.ToInt32(c.ToString(), 16))));
        var line = $"{MakeFingerprint(20, 1)} appveyor-api-token by={token} why\n";
        Scan(line, ".secretsentry-ignore").Should().ContainSingle();
        Scan($"{token} appveyor-api-token why\n", ".secretsentry-ignore").Should().ContainSingle("it is no fingerprint");
        var text = MakeFile(20, "", 1);
        Scan(text[(text.IndexOf('\n') + 1)..], "notes.txt").Should().NotBeEmpty("the test above would be empty too without the rule");
    }

    private static string MakeFile(int digits, string salt, int seed)
    {
        var lines = BuiltInRules.Load().Rules.SelectMany(rule => Fields.Select(fields => $"{rule.Id} {fields}".TrimEnd()))
            .Select((rest, i) => $"{salt}{MakeFingerprint(digits, (seed * 100_000) + i)} {rest}\n");
        return IgnoreFile.Format([]) + string.Concat(lines);
    }

    private static string MakeFingerprint(int digits, int number) =>
        Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number)))[..digits];

    private static List<Finding> Scan(string text, string path)
    {
        var findings = new List<Finding>();
        new ContentScan(new ScanOptions { Directory = ".", Top = ".", Rules = BuiltInRules.Load() }, new Coverage())
            .Scan(Encoding.UTF8.GetBytes(text), path, findings);
        return findings;
    }
}
