using System.Text.RegularExpressions;

namespace SecretSentry.EndToEnd.Hooks;

/// <summary>Tests that the advice of a refusal works when it is followed word for word.</summary>
public partial class AdviceTests
{
    [Theory]
    [InlineData("old.txt", "token: KEY\n")]
    [InlineData("old.json", "{\"token\": \"KEY\"}\n")]
    [InlineData("old.ipynb", "{\"source\": [\"token = 'KEY'\"]}\n")]
    public void A_push_of_an_old_commit_passes_after_its_advice(string file, string text)
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        repository.CommitUnchecked(file, text.Replace("KEY", Generate.GitHubToken(991), StringComparison.Ordinal));
        repository.CommitUnchecked(file, "gone\n");
        Follow(repository, ["push", "-q", "origin", "main"], "baseline add --history");
    }

    [Fact]
    public void A_push_of_a_message_and_of_a_tag_passes_after_its_advice()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        repository.Commit("subject\n\n" + Scenario.Secret(992));
        Follow(repository, ["push", "-q", "origin", "main"], "baseline add --history");
        repository.Git("tag", "-a", "v1", "-m", "first\n\n" + Scenario.Secret(993));
        Follow(repository, ["push", "-q", "origin", "v1"], "baseline add --history");
    }

    [Fact]
    public void A_push_with_several_secrets_passes_after_its_advice()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        repository.CommitUnchecked("b.txt", Scenario.Secret(994) + Scenario.Secret(995));
        repository.CommitUnchecked("c.json", "{\"token\": \"" + Generate.GitHubToken(996) + "\"}\n");
        Follow(repository, ["push", "-q", "origin", "main"], "baseline add --history");
    }

    [Fact]
    public void A_name_is_not_accepted_but_changed()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        var refused = repository.TryGit("push", "-q", "origin", "main:" + Generate.GitHubToken(997));
        refused.ExitCode.Should().Be(1);
        refused.Error.Should().Contain("give the branch or tag another name").And.NotContain("baseline add");
    }

    [Fact]
    public void A_commit_of_a_file_without_comments_passes_after_its_advice()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Stage("b.json", "{\"token\": \"" + Generate.GitHubToken(998) + "\"}\n");
        Follow(repository, ["commit", "-m", "x"], "baseline add ");
        repository.Stage("c.txt", Scenario.Secret(999));
        repository.TryCommit().MustBeRefused("secretsentry:allow");
    }

    [Fact]
    public void A_message_passes_after_its_advice()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        var refused = repository.TryGit("commit", "--allow-empty", "-m", "x\n\n" + Scenario.Secret(1000))
            .MustBeRefused("commit with --no-verify, then");
        repository.TryGit("commit", "--no-verify", "--allow-empty", "-m", "x\n\n" + Scenario.Secret(1000)).MustPass();
        RunAdvice(repository, refused);
        repository.TryGit("push", "-q", "origin", "main").MustPass();
    }

    private static void Follow(TempRepository repository, string[] command, string advice)
    {
        var refused = repository.TryGit(command);
        refused.ExitCode.Should().Be(1, refused.All);
        refused.Error.Should().Contain(advice).And.NotContain("secretsentry:allow");
        RunAdvice(repository, refused);
        repository.TryGit(command).MustPass();
    }

    private static void RunAdvice(TempRepository repository, Run refused)
    {
        var command = Advice().Match(refused.Error).Groups[1].Value.Trim();
        var run = repository.Secretsentry(command.Split(' '));
        run.ExitCode.Should().Be(0, $"{command}: {run.All}");
    }

    [GeneratedRegex("Not a secret.*: secretsentry (baseline add .*)")]
    private static partial Regex Advice();
}
