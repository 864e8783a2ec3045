namespace SecretSentry.EndToEnd;

/// <summary>When a rule gets another id, the old id becomes an alias. Files that name the old id keep their meaning.</summary>
public class AliasTests
{
    private const string Before = "[[rules]]\nid = 'acme-token'\nregex = 'acme_([a-z]{8})'\nconfidence = 'high'\n";
    private const string After =
        "[[rules]]\nid = 'acme-secret'\naliases = ['acme-token', 'acme-key']\nregex = 'acme_([a-z]{8})'\nconfidence = 'high'\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_baseline_with_the_old_id_still_accepts_the_finding(bool isHistory)
    {
        using var repository = WithKey(Before);
        string[] source = isHistory ? ["--history"] : [];
        repository.Secretsentry(["baseline", "create", "--reason", "a fixture", .. source]).ExitCode.Should().Be(0);
        repository.Write(".secretsentry.toml", After);
        var run = repository.Secretsentry(["scan", "--no-progress", .. source]);
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().Contain("accepted by .secretsentry-ignore: 1").And.NotContain("no finding any more");
        repository.Secretsentry("baseline", "prune", "--dry-run").Output.Should().Contain("1 kept, 0 would be removed");
    }

    [Fact]
    public void Comments_configurations_and_gitleaks_files_may_use_the_old_id()
    {
        using var repository = WithKey(After);
        repository.Secretsentry("scan").ExitCode.Should().Be(1);
        repository.Write("a.txt", "x = acme_kqzvjwpt # secretsentry:allow acme-key\n");
        repository.Secretsentry("scan").Output.Should().Contain("accepted by a secretsentry:allow comment: 1");
        repository.Write("a.txt", "x = acme_kqzvjwpt\n");
        repository.Write(".secretsentry.toml", After + "[extend]\ndisabledRules = ['acme-token']\n");
        var run = repository.Secretsentry("scan");
        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("rules off: acme-secret")
            .And.Contain("names 'acme-token', which is now part of 'acme-secret', so it applies to all of 'acme-secret'");
        repository.Write(".secretsentry.toml", After);
        repository.Write(".gitleaksignore", "a.txt:acme-token:1\n");
        repository.Secretsentry("scan").Output.Should().Contain("accepted by .gitleaksignore: 1");
    }

    [Fact]
    public void A_fingerprint_from_an_old_report_still_works()
    {
        using var repository = WithKey(Before);
        var fingerprint = System.Text.RegularExpressions.Regex.Match(repository.Secretsentry("scan", "--format", "jsonl").Output,
            "\"fingerprint\":\"([0-9a-f]{20})\"").Groups[1].Value;
        repository.Secretsentry("scan", "--format", "json", "--output", ".git/old.json").ExitCode.Should().Be(1);
        repository.Write(".secretsentry.toml", After);
        repository.Secretsentry("explain", fingerprint).Output.Should().Contain("a.txt:1:10  acme-secret");
        var folder = Directory.CreateTempSubdirectory("secretsentry-plan-").FullName;
        var plan = repository.Secretsentry(
            "purge", "plan", "--from-report", ".git/old.json", "--config", ".secretsentry.toml", "--out", Path.Combine(folder, "plan"),
            "--no-progress");
        plan.ExitCode.Should().Be(1, plan.All);
        plan.Output.Should().Contain("acme-secret");
        Directory.Delete(folder, recursive: true);
        repository.Secretsentry("baseline", "add", fingerprint).ExitCode.Should().Be(0);
        repository.Secretsentry("scan").ExitCode.Should().Be(0);
    }

    private static TempRepository WithKey(string rules)
    {
        var repository = new TempRepository();
        repository.Write(".secretsentry.toml", rules);
        repository.Write("a.txt", "x = acme_kqzvjwpt\n");
        repository.Git("add", ".");
        repository.Commit("one");
        return repository;
    }
}
