namespace SecretSentry.EndToEnd.Hooks;

/// <summary>
/// Tests which commits a push leaves out because the other side has them. Only the address that is pushed to counts, in any spelling.
/// </summary>
public class PushAddressTests
{
    [Theory]
    [InlineData("git config remote.origin.pushurl PUBLIC")]
    [InlineData("git config --add remote.origin.pushurl PUBLIC; git config --add remote.origin.pushurl PRIVATE")]
    [InlineData("git config --add remote.origin.url PUBLIC")]
    [InlineData("git config url.PUBLIC.pushInsteadOf PRIVATE")]
    [InlineData("git config url.file://PUBLIC.pushInsteadOf PRIVATE")]
    [InlineData("git config remote.origin.url PUBLIC; git config remote.origin.fetch +refs/heads/*:refs/remotes/other/*; "
        + "git config remote.other.url PRIVATE; git config remote.other.fetch +refs/heads/*:refs/remotes/origin/*")]
    [InlineData("git config remote.origin.url PUBLIC; git config remote.origin/sub.url PRIVATE; git config remote.origin/sub.fetch "
        + "+refs/heads/*:refs/remotes/origin/sub/*; git update-ref refs/remotes/origin/sub/main refs/remotes/origin/main; "
        + "git update-ref -d refs/remotes/origin/main")]
    [InlineData("git config remote.origin.url PUBLIC; git config remote.origin.fetch '+refs/*:refs/*'; "
        + "git update-ref -d refs/remotes/origin/main")]
    [InlineData("git config remote.origin.url PUBLIC; git config remote.origin.fetch '+refs/heads/*:refs/heads/*'; "
        + "git update-ref -d refs/remotes/origin/main")]
    public void What_another_address_has_is_new_to_the_one_that_is_pushed_to(string configuration)
    {
        using var repository = Scenario.Installed();
        var (hidden, open) = MakeRemotes(repository);
        repository.CommitUnchecked("a.txt", Scenario.Secret(921));
        repository.TryGit("push", "-q", "--no-verify", "origin", "main").MustPass();
        repository.Sh(configuration.Replace("PUBLIC", open, StringComparison.Ordinal)
            .Replace("PRIVATE", hidden, StringComparison.Ordinal)).ExitCode.Should().Be(0);
        repository.TryGit("push", "origin", "main:again").MustBeRefused("a.txt:1:");
        Programs.Start("git", open, ["for-each-ref"]).Output.Should().BeEmpty();
    }

    [Theory]
    [InlineData("git config remote.origin.fetch '+refs/heads/*:refs/upstream/*'; git fetch -q; git update-ref -d refs/remotes/origin/main",
        "origin")]
    [InlineData("git config remote.origin.fetch +refs/heads/main:refs/remotes/origin/main; git fetch -q", "origin")]
    [InlineData("git config remote.origin.pushurl file://PRIVATE/", "origin")]
    [InlineData("git config remote.origin.pushurl file://localhostPRIVATE", "origin")]
    [InlineData("git config remote.origin.url x:private.git; git config url.FOLDER/.insteadOf x:; "
        + "git config remote.origin.pushurl file://PRIVATE", "origin")]
    [InlineData("git config remote.other.url PRIVATE/", "other")]
    [InlineData("true", "PRIVATE/")]
    [InlineData("true", "file://PRIVATE")]
    [InlineData("git config remote.origin.url .git/remotes-of-test/../remotes-of-test/private.git", "origin")]
    public void Another_spelling_of_the_same_address_has_what_it_has(string configuration, string target)
    {
        using var repository = Scenario.Installed();
        var (hidden, _) = MakeRemotes(repository);
        repository.CommitUnchecked("a.txt", Scenario.Secret(922));
        repository.TryGit("push", "-q", "--no-verify", "origin", "main").MustPass();
        string Fill(string text) => text.Replace("PRIVATE", hidden, StringComparison.Ordinal)
            .Replace("FOLDER", Path.GetDirectoryName(hidden), StringComparison.Ordinal);
        var run = repository.Sh("set -e; " + Fill(configuration));
        run.ExitCode.Should().Be(0, run.All);
        repository.CommitUnchecked("b.txt", "clean\n");
        repository.TryGit("push", Fill(target), "main:again").MustPass();
        repository.CommitUnchecked("c.txt", Scenario.Secret(923));
        repository.TryGit("push", Fill(target), "main:more").MustBeRefused("c.txt:1:").All.Should().NotContain("a.txt");
    }

    private static (string Hidden, string Open) MakeRemotes(TempRepository repository)
    {
        var hidden = repository.AddRemote("private");
        var open = repository.AddRemote("public");
        repository.Git("remote", "remove", "public");
        repository.Git("remote", "rename", "private", "origin");
        return (hidden, open);
    }
}
