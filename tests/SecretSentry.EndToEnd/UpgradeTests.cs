using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SecretSentry.EndToEnd;

/// <summary>
/// Files that 0.1.0 wrote stay valid: comments, configurations, ignore files and baselines that name rules which no longer exist. The files
/// are written here as that version wrote them. They name the rule with which that version found each of these secrets.
/// </summary>
public class UpgradeTests
{
    private const string Beginning = "5b1c09aa";

    /// <summary>The rule of 0.1.0, a path, and the text around the secret. A comment may replace the #.</summary>
    public static TheoryData<string, string, string> Places => new()
    {
        { "connection-string-password", "src/store.py", "DSN = \"Server=db;Database=shop;User Id=sa;Password={0};\"  #\n" },
        { "curl-user-password", "deploy.sh", "curl -u elastic:{0} https://localhost:9200  #\n" },
        { "framework-secret-key", "settings.py", "SECRET_KEY = '{0}{0}{0}'  #\n" },
        { "generic-password", "src/store.py", "db_password = \"{0}\"  #\n" },
        { "generic-secret", "src/client.py", "api_key = \"{0}{0}\"  #\n" },
        { "generic-secret", "src/client.py", "client_secret = \"{0}{0}\"  #\n" },
        { "http-api-key-header", "fetch.sh", "curl -H 'X-Api-Key: {0}{0}' https://api.corp.net/v1  #\n" },
        { "http-authorization-header", "fetch.sh", "curl -H 'Authorization: Bearer {0}{0}' https://api.corp.net/v1  #\n" },
        { "netrc-password", ".netrc", "machine api.corp.net login jo password {0}  #\n" },
        { "password-in-call", "src/client.py", "client.login(\"admin\", \"{0}\")  #\n" },
        { "password-in-configuration", "app.properties", "shop.db.user=app\nshop.db.password={0}\n" },
        { "password-in-xml", "app.xml", "<db><user>app</user><password>{0}</password></db> <!-- # -->\n" },
        { "password-on-command-line", "backup.sh", "mysqldump -u root --password={0} shop  #\n" },
        { "sql-user-password", "init.sql", "CREATE USER 'app'@'%' IDENTIFIED BY '{0}'; -- #\n" },
        { "url-credentials", "app.env", "DATABASE_URL=postgres://app:{0}@db.corp.net:5432/shop  #\n" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_comment_with_the_old_id_accepts_the_finding(string rule, string path, string text)
    {
        using var repository = With(path, text, out _);
        FindRules(repository).Should().NotBeEmpty("the test would prove nothing");
        if (text.Contains('#', StringComparison.Ordinal))
        {
            repository.Write(path, Planted(text).Replace("#", $"# secretsentry:allow {rule}", StringComparison.Ordinal));
            FindRules(repository).Should().BeEmpty();
            repository.Write(path, Planted(text).Replace("#", "# secretsentry:allow aws-access-key-id", StringComparison.Ordinal));
            FindRules(repository).Should().NotBeEmpty("the comment names another rule");
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void An_ignore_file_and_a_baseline_with_the_old_id_accept_the_finding(string rule, string path, string text)
    {
        using var repository = With(path, text, out var secret);
        var fingerprint = Fingerprint(rule, secret);
        var record = $"{Salted(fingerprint)} {rule} by=jo@example.invalid at={path} a fixture\n";
        repository.Write(".secretsentry-ignore", "# Findings accepted on record.\n" + record);
        FindRules(repository).Should().BeEmpty();
        repository.Secretsentry("scan", "--min-confidence", "low").Output.Should().Contain("accepted by .secretsentry-ignore: 1");
        repository.Secretsentry("baseline", "prune", "--dry-run").Output.Should().Contain("1 kept, 0 would be removed");

        File.Delete(Path.Combine(repository.Folder, ".secretsentry-ignore"));
        repository.Write("accepted.txt", $"{fingerprint} {rule}\n");
        FindRules(repository, "--baseline", "accepted.txt").Should().BeEmpty();
        repository.Write("accepted.txt", $"{Fingerprint(rule, secret + "x")} {rule}\n");
        FindRules(repository, "--baseline", "accepted.txt").Should().NotBeEmpty("the record is for another secret");
    }

    [Theory]
    [InlineData("connection-string-password", "generic-password")]
    [InlineData("curl-user-password", "password-on-command-line")]
    [InlineData("framework-secret-key", "generic-secret")]
    [InlineData("http-api-key-header", "generic-secret")]
    [InlineData("http-authorization-header", "generic-password")]
    [InlineData("netrc-password", "generic-password")]
    [InlineData("passphrase-in-configuration", "generic-password")]
    [InlineData("password-compared", "generic-password")]
    [InlineData("password-in-call", "generic-password")]
    [InlineData("password-in-configuration", "generic-password")]
    [InlineData("password-in-xml", "generic-password")]
    [InlineData("sql-user-password", "generic-password")]
    public void A_configuration_that_disables_an_old_rule_disables_the_new_rule_and_gets_a_notice(string old, string now)
    {
        using var repository = new TempRepository();
        repository.Write(".secretsentry.toml", $"[extend]\ndisabledRules = ['{old}']\n");
        repository.Write("src/store.py", $"db_password = \"{Generate.Random(18, 41)}\"\n");
        var run = repository.Secretsentry("scan", "src");
        run.ExitCode.Should().Be(now == "generic-password" ? 0 : 1, run.All);
        run.Output.Should().Contain($"rules off: {now}");
        run.Output.Should().Contain($"names '{old}', which is now part of '{now}', so it applies to all of '{now}'");
        repository.Secretsentry("rules", "show", old).All.Should().Contain($"the rule '{old}' is now part of '{now}'");
    }

    private static TempRepository With(string path, string text, out string secret)
    {
        var repository = new TempRepository();
        repository.Write(path, Planted(text));
        var times = text.Split("{0}").Length - 1;
        secret = string.Concat(Enumerable.Repeat(Generate.Random(18, 40), times));
        return repository;
    }

    private static string Planted(string text) => string.Format(CultureInfo.InvariantCulture, text, Generate.Random(18, 40));

    /// <summary>Returns the rules of the findings that a scan reports.</summary>
    private static string[] FindRules(TempRepository repository, params string[] more) =>
        [.. repository.Secretsentry(["scan", "--min-confidence", "low", "--format", "jsonl", .. more]).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("rule").GetString()!)];

    /// <summary>Returns the fingerprint that 0.1.0 computed.</summary>
    private static string Fingerprint(string rule, string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"secretsentry/1\n{rule}\n{secret}")))[..16];

    private static string Salted(string fingerprint)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Beginning), Encoding.UTF8.GetBytes($"secretsentry/1\n{fingerprint}"));
        return $"{Beginning}.{Convert.ToHexStringLower(hash)[..16]}";
    }
}
