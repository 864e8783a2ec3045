namespace SecretSentry.EndToEnd.Hooks;

public class SkipTests
{
    [Theory]
    [InlineData("SECRETSENTRY_SKIP", "1")]
    [InlineData("SKIP", "black,secretsentry")]
    public void Every_skip_is_reported_and_logged_if_auditSkips_is_set(string variable, string value)
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Stage("a.txt", Scenario.Secret(701));
        var skipped = repository.TryGit([(variable, value)], "commit", "-q", "-m", "one");
        skipped.ExitCode.Should().Be(0);
        skipped.Error.Should().Contain($"skipped, because {variable} is set; nothing was checked");
        Directory.GetFiles(Path.Combine(repository.Folder, ".git"), "skips.log", SearchOption.AllDirectories).Should().BeEmpty();

        repository.Git("config", "secretsentry.auditSkips", "true");
        var head = repository.Git("rev-parse", "HEAD").Trim();
        repository.TryGit([(variable, value)], "commit", "-q", "--allow-empty", "-m", "two").ExitCode.Should().Be(0);
        repository.Read(".git/secretsentry/skips.log").Should()
            .MatchRegex($@"^\d{{4}}-\d\d-\d\dT[^\t]+\tpre-commit\t{head}\tA U Thor <author@example\.invalid>\t{variable}\n");
    }

    [Theory]
    [InlineData("SECRETSENTRY_SKIP", "0")]
    [InlineData("SKIP", "secretsentry-other")]
    public void Other_values_do_not_skip_the_check(string variable, string value)
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Stage("a.txt", Scenario.Secret(702));
        repository.TryGit([(variable, value)], "commit", "-m", "x").MustBeRefused("a.txt:1:");
    }

    [Fact]
    public void The_user_can_set_the_lowest_confidence_that_blocks()
    {
        using var repository = Scenario.Installed("a.txt");
        var token = Generate.GitHubToken(703);
        repository.Stage("a.txt", $"token: {token[..^1]}{(token[^1] == '0' ? '1' : '0')}\n");
        var told = repository.TryCommit();
        told.ExitCode.Should().Be(0, "a wrong checksum lowers the confidence");
        told.Error.Should()
            .Be("secretsentry: found, not blocking: github-pat at a.txt:1:8 (low); to see all: secretsentry scan --staged "
            + "--min-confidence low\n");
        repository.Git("reset", "-q", "--soft", "HEAD~1");
        repository.Git("config", "secretsentry.blockFrom", "low");
        repository.TryCommit().MustBeRefused("a.txt:1:");
        repository.Git("config", "secretsentry.blockFrom", "nonsense");
        var wrong = repository.TryCommit();
        wrong.ExitCode.Should().Be(1);
        wrong.Error.Should().Contain("'nonsense'; valid values are low, medium and high");
    }

    [Theory]
    [InlineData("nothing\n", "but git passes 4 words")]
    [InlineData("refs/heads/a 12 refs/heads/a 34\n", "hexadecimal digits")]
    public void A_malformed_push_list_is_an_error(string input, string words)
    {
        using var repository = Scenario.Installed("a.txt");
        var run = Programs.Start(Programs.Secretsentry, repository.Folder, ["hook", "pre-push", "--", "origin", "x"],
            input: System.Text.Encoding.ASCII.GetBytes(input));
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(words).And.NotContain("   at ");
    }
}
