namespace SecretSentry.EndToEnd.Hooks;

public class PushScenarios
{
    [Fact]
    public void S44_only_commits_that_the_remote_does_not_have_are_checked()
    {
        using var repository = Scenario.Installed();
        var remote = repository.AddRemote("origin");
        repository.CommitUnchecked("old.txt", Scenario.Secret(44));
        repository.TryGit("push", "-q", "--no-verify", "origin", "main").MustPass();
        repository.CommitUnchecked("clean.txt", "clean\n");
        repository.TryGit("push", "origin", "main").MustPass();
        repository.Git("checkout", "-q", "-b", "branch");
        repository.CommitUnchecked("more.txt", "clean\n");
        repository.TryGit("push", "origin", "branch").MustPass();

        // The push overwrites another person's commit, which does not exist in this repository.
        using var other = new TempRepository();
        Programs.Start("git", other.Folder, ["pull", "-q", remote, "branch"]).ExitCode.Should().Be(0);
        other.CommitUnchecked("theirs.txt", "theirs\n");
        Programs.Start("git", other.Folder, ["push", "-q", remote, "HEAD:branch"]).ExitCode.Should().Be(0);
        repository.CommitUnchecked("again.txt", "clean\n");
        repository.TryGit("push", "--force", "origin", "branch").MustPass();
        repository.CommitUnchecked("new.txt", Scenario.Secret(440));
        repository.TryGit("push", "origin", "branch").MustBeRefused("push blocked - 1 secret in 1 new commit", "new.txt:1:");
    }

    [Fact]
    public void S45_every_ref_of_a_push_is_checked()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        repository.Git("checkout", "-q", "-b", "second");
        repository.CommitUnchecked("b.txt", Scenario.Secret(45));
        repository.CommitUnchecked("c.txt", "later\n");
        repository.TryGit("push", "origin", "main", "second").MustBeRefused("b.txt:1:", "git rebase -i");

        // One ref is already on the remote and does not move, and the other is new. Then one ref moves and the other is new.
        repository.TryGit("push", "-q", "origin", "main").MustPass();
        repository.TryGit("push", "origin", "main", "second").MustBeRefused("b.txt:1:");
        repository.Git("checkout", "-q", "main");
        repository.CommitUnchecked("d.txt", "clean\n");
        repository.TryGit("push", "origin", "main", "second").MustBeRefused("b.txt:1:").All.Should().NotContain("d.txt");
    }

    [Fact]
    public void S46_deleting_a_ref_and_pushing_nothing_pass()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        repository.TryGit("push", "-q", "origin", "main", "main:other").MustPass();
        repository.TryGit("push", "origin", ":other").MustPass();
        repository.TryGit("push", "origin", "main").MustPass().Error.Should().Contain("up-to-date");

        // Deleting a ref does not skip the check of the other refs.
        repository.TryGit("push", "-q", "origin", "main:old").MustPass();
        repository.CommitUnchecked("b.txt", "clean\n");
        repository.TryGit("push", "origin", "main", ":old").MustPass();
        repository.TryGit("push", "-q", "origin", "main:old").MustPass();
        repository.CommitUnchecked("c.txt", Scenario.Secret(46));
        repository.TryGit("push", "origin", "main", ":old").MustBeRefused("push blocked - 1 secret in 1 new commit", "c.txt:1:");
        repository.TryGit("push", "origin", ":old", "main").MustBeRefused("c.txt:1:");
    }

    [Fact]
    public void S47_the_message_of_a_tag_is_checked_and_a_tag_of_an_old_commit_passes()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        repository.TryGit("push", "-q", "origin", "main").MustPass();
        repository.Git("tag", "-a", "v1", "-m", "first");
        repository.TryGit("push", "origin", "v1").MustPass();
        repository.Git("tag", "-a", "v2", "-m", "second\n\n" + Scenario.Secret(47));
        repository.TryGit("push", "origin", "v2").MustBeRefused("(tag message):3:8");
        repository.Git("notes", "add", "-m", Scenario.Secret(470));
        repository.TryGit("push", "origin", "refs/notes/commits").MustBeRefused("push blocked");
        repository.Git("tag", "blob", repository.Sh($"printf '{Scenario.Secret(471).Trim()}' | git hash-object -w --stdin").Output.Trim());
        repository.TryGit("push", "origin", "blob").MustBeRefused("push blocked", "(blob ");
    }

    [Fact]
    public void S48_commits_on_a_private_remote_are_checked_when_pushed_to_a_public_one()
    {
        using var repository = Scenario.Installed();
        repository.AddRemote("private");
        repository.AddRemote("public");
        repository.CommitUnchecked("a.txt", Scenario.Secret(48));
        repository.TryGit("push", "-q", "--no-verify", "private", "main").MustPass();
        repository.TryGit("push", "private", "main:again").MustPass();
        repository.TryGit("push", "public", "main").MustBeRefused("a.txt:1:");
    }

    [Fact]
    public void S49_a_push_to_a_URL_or_of_something_other_than_a_branch_is_checked()
    {
        using var repository = Scenario.Installed();
        var remote = repository.AddRemote("origin");
        repository.CommitUnchecked("old.txt", Scenario.Secret(49));
        repository.TryGit("push", "-q", "--no-verify", "origin", "main").MustPass();
        repository.CommitUnchecked("clean.txt", "clean\n");
        repository.TryGit("push", remote, "main:elsewhere").MustPass();
        repository.CommitUnchecked("new.txt", Scenario.Secret(490));
        repository.TryGit("push", remote, "main").MustBeRefused("new.txt:1:").All.Should().NotContain("old.txt");
        repository.TryGit("push", "origin", "HEAD:refs/heads/x").MustBeRefused("new.txt:1:");
        repository.TryGit("push", "origin", $"{repository.Git("rev-parse", "HEAD").Trim()}:refs/heads/y").MustBeRefused("new.txt:1:");
    }

    [Fact]
    public void S50_a_push_of_three_thousand_refs_is_checked()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        var head = repository.Git("rev-parse", "HEAD").Trim();
        Programs.Start("git", repository.Folder, ["update-ref", "--stdin"],
            input: System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 3000)
            .Select(i => $"create refs/heads/b{i} {head}\n")))).ExitCode.Should().Be(0);
        repository.TryGit("push", "-q", "--all", "origin").MustPass();
        repository.Git("checkout", "-q", "-b", "last");
        repository.CommitUnchecked("b.txt", Scenario.Secret(50));
        repository.TryGit("push", "-q", "--all", "origin").MustBeRefused("b.txt:1:");
    }

    [Fact]
    public void S51_shallow_and_partial_clones_are_checked_and_missing_objects_are_reported()
    {
        using var source = new TempRepository();
        source.Git("config", "uploadpack.allowFilter", "true");
        source.CommitUnchecked("a.txt", "one\n");
        source.CommitUnchecked("a.txt", "two\n");
        using var shallow = Clone(source, "--depth=1");
        shallow.CommitUnchecked("b.txt", "clean\n");
        shallow.TryGit("push", "origin", "HEAD:refs/heads/s").MustPass();
        shallow.CommitUnchecked("c.txt", Scenario.Secret(51));
        shallow.TryGit("push", "origin", "HEAD:refs/heads/s").MustBeRefused("c.txt:1:");

        using var partial = Clone(source, "--filter=blob:none");
        var old = partial.Git("rev-parse", "HEAD~1:a.txt").Trim();
        partial.Git("update-index", "--add", "--cacheinfo", $"100644,{old},old.txt");

        // The hook is called directly, in the way git calls it, because git itself would fetch the blob first.
        var run = Programs.Start(Programs.Secretsentry, partial.Folder, ["hook", "pre-commit", "--"]);
        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("NOT READ: old.txt").And.Contain("not everything could be read");
    }

    [Fact]
    public void S52_a_server_checks_pushed_objects_in_quarantine()
    {
        using var repository = Scenario.Installed("a.txt");
        var remote = repository.AddRemote("origin");
        Programs.Start(Programs.Secretsentry, remote, ["install"]).Output.Should().Contain("pre-receive: installed");
        repository.TryGit("push", "origin", "main").MustPass();
        repository.CommitUnchecked("b.txt", Scenario.Secret(52));
        repository.CommitUnchecked("c.txt", "later\n");
        var refused = repository.TryGit("push", "--no-verify", "origin", "main");
        refused.ExitCode.Should().Be(1);
        refused.Error.Should().Contain("remote: secretsentry: push blocked - 1 secret in 2 new commits").And.Contain("b.txt:1:8")
            .And.Contain("pre-receive hook declined");
        Programs.Start("git", remote, ["log", "--oneline", "main"]).Output.Should().NotContain("unchecked");
        repository.Git("reset", "-q", "--hard", "HEAD~2");
        repository.CommitUnchecked("d.txt", "clean\n");
        repository.TryGit("push", "origin", "main").MustPass();
    }

    private static TempRepository Clone(TempRepository source, params string[] options)
    {
        var clone = new TempRepository();
        Directory.Delete(clone.Folder, recursive: true);
        Programs.Start("git", "/", ["clone", "-q", "--no-local", .. options, "file://" + source.Folder, clone.Folder]).ExitCode.Should()
            .Be(0);
        clone.Git("config", "user.name", "A U Thor");
        clone.Git("config", "user.email", "author@example.invalid");
        clone.Secretsentry("install").ExitCode.Should().Be(0);
        return clone;
    }
}
