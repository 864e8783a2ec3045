using System.Text.Json;

namespace SecretSentry.EndToEnd.Identity;

/// <summary>The command explain answers for every fingerprint of a report, and says why something is not reported.</summary>
public class ExplainTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_finding_in_the_history_is_explained_with_its_checks(bool isBare)
    {
        using var repository = new TempRepository();
        repository.Write("conf/a b.txt", $"x\nid {Generate.AwsKeyId(1)}\n");
        repository.Git("add", ".");
        repository.Commit("key");
        repository.Git("rm", "-q", "-r", "conf");
        repository.Commit("gone");
        if (isBare)
        {
            repository.Git("clone", "-q", "--bare", ".", "bare.git");
        }

        string[] folder = isBare ? ["-C", Path.Combine(repository.Folder, "bare.git")] : [];
        using var json = JsonDocument.Parse(repository.Secretsentry(["scan", "--history", "--format", "json", .. folder]).Output);
        var fingerprint = json.RootElement.GetProperty("findings")[0].GetProperty("fingerprint").GetString()!;
        var run = repository.Secretsentry(["explain", fingerprint, .. folder]);
        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("conf/a b.txt").And.Contain("literal      AKIA").And.Contain($"REPORTED, fingerprint {fingerprint}");
    }

    [Fact]
    public void A_finding_in_a_message_is_explained()
    {
        using var repository = new TempRepository();
        repository.Commit($"deploy with {Generate.AwsKeyId(1)}");
        using var json = JsonDocument.Parse(repository.Secretsentry("scan", "--history", "--format", "json").Output);
        var fingerprint = json.RootElement.GetProperty("findings")[0].GetProperty("fingerprint").GetString()!;
        repository.Secretsentry("explain", fingerprint).Output.Should().Contain($"REPORTED, fingerprint {fingerprint}");
    }

    [Fact]
    public void A_file_that_git_ignores_is_named_as_such()
    {
        using var repository = new TempRepository();
        repository.Write("local.env", $"id {Generate.AwsKeyId(1)}\n");
        repository.Write("other.txt", $"id {Generate.AwsKeyId(2)}\n");
        repository.Write(".gitignore", "*.env\n");
        repository.Secretsentry("explain", "local.env:1").Output.Should().Contain("git ignores the file");
        repository.Secretsentry("explain", "other.txt:1").Output.Should().NotContain("git ignores");
        repository.Git("add", "-f", ".");
        repository.Secretsentry("explain", "local.env:1").Output.Should().NotContain("git ignores", "a tracked file is scanned");
    }

    [Theory]
    [InlineData("[extend]\ndisabledRules = [\"aws-access-key-id\"]\n", ".secretsentry.toml:2")]
    [InlineData("[extend]\nuseDefault = false\n", ".secretsentry.toml:2")]
    public void A_rule_that_is_off_is_named_with_the_line_that_switches_it_off(string configuration, string origin)
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Write(".secretsentry.toml", configuration);
        repository.Secretsentry("explain", "a.txt:1").Output.Should().Contain("aws-access-key-id - ")
            .And.Contain($"NOT REPORTED: the rule is switched off at {origin}");
    }

    [Theory]
    [InlineData("AKIA", 12, "aws-access-key-id")]
    [InlineData("ghp_", 20, "github-")]
    [InlineData("glpat-", 9, "gitlab-")]
    public void A_near_miss_names_the_rule_that_almost_matches(string prefix, int length, string rule)
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"clean\nid {prefix}{Generate.Random(length, 4).ToUpperInvariant()}\n");
        repository.Secretsentry("explain", "a.txt:2").Output.Should()
            .Contain($"'{prefix}' is on the line, but the text around it does not match").And.Contain(rule);
        repository.Secretsentry("explain", "a.txt:1").Output.Should().NotContain("is on the line");
    }

    [Theory]
    [InlineData("aws-acess-key-id", "aws-access-key-id")]
    [InlineData("github-paat", "github-pat")]
    [InlineData("aws-access-key-id-and-more", "aws-access-key-id")]
    public void A_comment_that_names_no_rule_is_reported(string name, string nearest)
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"clean\nid = {Generate.AwsKeyId(1)} # secretsentry:allow {name}\n");
        var run = repository.Secretsentry("scan");
        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain($"a.txt:2: the comment 'secretsentry:allow' names no rule that is on, so it accepts nothing; "
            + $"did you mean '{nearest}'?").And.NotContain($"allow {name}");
        repository.Write("a.txt", $"id = {Generate.AwsKeyId(1)} # secretsentry:allow aws-access-key-id\n");
        repository.Secretsentry("scan").Output.Should().NotContain("names no rule");
    }

    [Fact]
    public void The_template_is_printed_as_it_is_in_the_repository()
    {
        using var repository = new TempRepository();
        repository.Secretsentry("playbook", "aws", "--template").Output.Should()
            .Be(File.ReadAllText(Path.Combine(Programs.Top, "docs", "response", "aws", "unused-regions-alert.yaml")));
        repository.Secretsentry("playbook", "github", "--template").ExitCode.Should().Be(2);
        foreach (var kind in new[] { "aws", "azure", "github", "google", "password", "private-key", "general" })
        {
            repository.Secretsentry("playbook", kind).Output.Should().StartWith("# ").And.NotContain("{{");
        }
    }

    [Theory]
    [InlineData("2020-01-01", 2)]
    [InlineData("2026-11-28", 2)]
    [InlineData("2099-01-01", 0)]
    public void An_end_date_in_the_past_is_refused(string day, int code)
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        var run = repository.Secretsentry("baseline", "create", "--until", day);
        run.ExitCode.Should().Be(code);
        File.Exists(Path.Combine(repository.Folder, ".secretsentry-ignore")).Should().Be(code == 0);
        (code == 0 || run.Error.Contains("is in the past", StringComparison.Ordinal)).Should().BeTrue();
    }
}
