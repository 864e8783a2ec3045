using System.Text;
using System.Text.Json;

namespace SecretSentry.EndToEnd.Identity;

/// <summary>A fingerprint depends on the secret alone. Records of version 0.1.0 stay valid.</summary>
public class FingerprintTests
{
    [Fact]
    public void Fingerprints_stay_the_same_when_findings_are_accepted_moved_found_by_another_rule_or_rebased()
    {
        using var repository = new TempRepository();
        repository.Write("base.txt", "clean\n");
        repository.Git("add", ".");
        repository.Commit("base");
        var settings = new StringBuilder();
        for (var i = 0; i < 800; i++)
        {
            settings.Append($"DB_PASSWORD_{i}=w{i}-{Generate.Random(9, i)}\n");
        }

        repository.Write("conf/app.env", settings.ToString());
        repository.Write("keys.yml", string.Concat(Enumerable.Range(0, 200)
            .Select(i => $"aws_access_key_id: {Generate.AwsKeyId(i)}\naws_secret_access_key: {Generate.AwsSecret(i)}\n\n")));
        repository.Git("add", ".");
        repository.Commit("secrets");
        var before = ReadFingerprints(repository, "scan", ".");
        before.Should().HaveCountGreaterThan(1000);

        repository.Secretsentry(["baseline", "add", .. before.Values.Take(500)]).ExitCode.Should().Be(0);
        var accepted = ReadFingerprints(repository, "scan", ".");
        accepted.Should().HaveCount(before.Count - 500);
        ShouldAgree(accepted, before);

        Directory.Move(Path.Combine(repository.Folder, "conf"), Path.Combine(repository.Folder, "moved"));
        File.Delete(Path.Combine(repository.Folder, "keys.yml"));
        repository.Write("src/keys.py", string.Concat(Enumerable.Range(0, 200).Select(i => $"SECRET_{i} = \"{Generate.AwsSecret(i)}\"\n")));
        repository.Git("add", ".");
        var moved = ReadFingerprints(repository, "scan", ".");
        moved.Should().HaveCountGreaterThan(300);
        ShouldAgree(moved, before);

        repository.Commit("moved");
        repository.Git("-c", "core.hooksPath=/dev/null", "rebase", "-q", "--root", "--force-rebase");
        var history = ReadFingerprints(repository, "scan", "--history");
        history.Should().HaveCountGreaterThan(400);
        ShouldAgree(history, before);
    }

    [Theory]
    [InlineData("weak7pw")]
    [InlineData("")]
    public void A_salt_in_the_configuration_applies_to_reports_and_records(string salt)
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Write(".secretsentry.toml", salt.Length > 0 ? $"fingerprintSalt = \"{salt}\"\n" : "");
        var shown = ReadFingerprints(repository, "scan", "a.txt").Values.Single();
        shown.StartsWith($"{salt}.", StringComparison.Ordinal).Should().Be(salt.Length > 0);
        repository.Secretsentry("explain", shown).Output.Should().Contain($"REPORTED, fingerprint {shown}");
        repository.Secretsentry("baseline", "add", shown).ExitCode.Should().Be(0);
        File.ReadAllText(Path.Combine(repository.Folder, ".secretsentry-ignore")).Should().Contain($"{shown} aws-access-key-id");
        repository.Secretsentry("scan", "a.txt").ExitCode.Should().Be(0);

        repository.Write(".secretsentry.toml", "fingerprintSalt = \"other\"\n");
        repository.Secretsentry("scan", "a.txt").ExitCode.Should().Be(0, "a record says which salt it has");
        repository.Secretsentry("baseline", "migrate").Output.Should().Contain("1 converted");
        File.ReadAllText(Path.Combine(repository.Folder, ".secretsentry-ignore")).Should().Contain("other.").And.NotContain(shown);
        repository.Secretsentry("scan", "a.txt").ExitCode.Should().Be(0);
    }

    /// <summary>
    /// The records were made by version 0.1.0's own way of hashing: SHA-256 of rule and secret, then a random salt of the file.
    /// </summary>
    [Theory]
    [InlineData("aws-access-key-id", "")]
    [InlineData("aws-access-key-id", "5b1c09aa")]
    [InlineData("another-rule-that-won-then", "5b1c09aa")]
    public void A_record_of_version_0_1_0_accepts_and_can_be_migrated(string rule, string salt)
    {
        using var repository = new TempRepository();
        var key = Generate.AwsKeyId(3);
        repository.Write("a.txt", $"id {key}\n");
        repository.Write(".secretsentry-ignore", $"{OldFingerprint(rule, key, salt)} {rule} until=2099-01-01 by=jo why it is here\n"
            + $"{OldFingerprint(rule, "gone", salt)} {rule} gone\n");
        repository.Secretsentry("scan", "a.txt").ExitCode.Should().Be(0);
        var migrated = repository.Secretsentry("baseline", "migrate");
        migrated.Output.Should().Contain("1 converted, 1 unchanged").And.Contain("matches no finding");
        var lines = File.ReadAllLines(Path.Combine(repository.Folder, ".secretsentry-ignore"));
        lines.Should().ContainSingle(line => line.EndsWith($"{rule} until=2099-01-01 by=jo why it is here", StringComparison.Ordinal))
            .Which.Split(' ')[0].Should().HaveLength(20);
        repository.Secretsentry("scan", "a.txt").ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    public void A_report_of_ours_is_a_baseline_and_a_report_of_another_format_is_refused(string format)
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        var report = repository.Write("../" + Path.GetFileName(repository.Folder) + ".report", "");
        try
        {
            repository.Secretsentry("scan", "--format", format, "--output", report).ExitCode.Should().Be(1);
            repository.Secretsentry("scan", "--baseline", report).ExitCode.Should().Be(0);
            repository.Write("b.txt", $"id {Generate.AwsKeyId(2)}\n");
            repository.Secretsentry("scan", "--baseline", report).Output.Should().Contain("b.txt").And.NotContain("a.txt");
            repository.Secretsentry("scan", "--format", "sarif", "--output", report).ExitCode.Should().Be(1);
            var refused = repository.Secretsentry("scan", "--baseline", report);
            refused.ExitCode.Should().Be(2);
            refused.Error.Should().Contain("nor a report of secretsentry in json or jsonl format");
        }
        finally
        {
            File.Delete(report);
        }
    }

    [Fact]
    public void Files_that_we_write_have_no_findings()
    {
        using var repository = new TempRepository();
        repository.Write("src/keys.txt", string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"id {Generate.AwsKeyId(i)}\nDB_PASSWORD_{i}=w{i}-{Generate.Random(9, i)}\ntoken {Generate.GitHubToken(i)}\n")));
        foreach (var format in new[] { "csv", "gitlab", "html", "json", "jsonl", "junit", "markdown", "msbuild", "sarif", "text" })
        {
            repository.Secretsentry("scan", "src", "--format", format, "--output", $"report.{format}").ExitCode.Should().Be(1);
            repository.Secretsentry("scan", $"report.{format}", "--min-confidence", "low").Output
                .Should().StartWith("No credentials found");
        }

        repository.Secretsentry("baseline", "create", "--reason", "made up").ExitCode.Should().Be(0);
        repository.Secretsentry("scan", ".secretsentry-ignore", "--min-confidence", "low").Output
                .Should().StartWith("No credentials found");
    }

    private static Dictionary<string, string> ReadFingerprints(TempRepository repository, params string[] arguments)
    {
        var run = repository.Secretsentry([.. arguments, "--format", "json", "--show-secrets"]);
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.GetProperty("findings").EnumerateArray()
            .DistinctBy(finding => finding.GetProperty("secret").GetString())
            .ToDictionary(finding => finding.GetProperty("secret").GetString()!,
                finding => finding.GetProperty("fingerprint").GetString()!);
    }

    private static void ShouldAgree(Dictionary<string, string> now, Dictionary<string, string> before)
    {
        now.Keys.Count(before.ContainsKey).Should().BeGreaterThan(now.Count / 2);
        foreach (var (secret, fingerprint) in now.Where(entry => before.ContainsKey(entry.Key)))
        {
            fingerprint.Should().Be(before[secret]);
        }
    }

    private static string OldFingerprint(string rule, string secret, string salt)
    {
        var plain = Hash(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"secretsentry/1\n{rule}\n{secret}")));
        return salt.Length == 0 ? plain : $"{salt}." + Hash(System.Security.Cryptography.HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes($"secretsentry/1\n{plain}")));

        static string Hash(byte[] bytes) => Convert.ToHexStringLower(bytes)[..16];
    }
}
