namespace SecretSentry.EndToEnd.Hooks;

/// <summary>Tests that the doctor is right: each hook is run against a made-up secret, and nothing else counts.</summary>
public class DoctorTests
{
    [Theory]
    [InlineData("rm .git/hooks/pre-push", "pre-push: broken - it was installed and is gone")]
    [InlineData("rm .git/hooks/commit-msg", "commit-msg: broken - it was installed and is gone")]
    [InlineData("rm .git/hooks/pre-merge-commit", "pre-merge-commit: broken")]
    [InlineData("sed -i '3i exit 0' .git/hooks/commit-msg", "commit-msg: broken - secretsentry; a made-up secret passed")]
    [InlineData("sed -i '3i exit 0' .git/hooks/pre-push", "pre-push: broken - secretsentry; a made-up secret passed")]
    [InlineData("sed -i '3i cat >/dev/null' .git/hooks/pre-push", "pre-push: broken - secretsentry; a made-up secret passed")]
    [InlineData("sed -i '3i exit 7' .git/hooks/pre-merge-commit", "pre-merge-commit: broken - secretsentry; a made-up secret ended with 7")]
    [InlineData("printf '#!/bin/sh\\n' >.git/hooks/pre-push", "pre-push: broken - it was installed and is gone (another hook)")]
    public void A_hook_that_does_not_stop_a_secret_is_seen(string damage, string words)
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Secretsentry("doctor").ExitCode.Should().Be(0);
        var before = repository.Snapshot(".git");
        repository.Secretsentry("doctor").ExitCode.Should().Be(0);
        repository.Snapshot(".git").Should().Be(before);
        repository.Sh(damage).ExitCode.Should().Be(0);
        var run = repository.Secretsentry("doctor");
        run.ExitCode.Should().Be(1, run.All);
        run.Output.Should().Contain("NOT EFFECTIVE").And.Contain(words);
    }

    [Fact]
    public void A_hook_that_was_not_wanted_is_not_missed()
    {
        using var repository = new TempRepository();
        repository.Secretsentry("install", "--hook", "pre-commit").ExitCode.Should().Be(0);
        var run = repository.Secretsentry("doctor");
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().Contain("pre-push: not installed");
    }

    [Fact]
    public void The_worktrees_of_a_bare_repository_are_examined()
    {
        using var seed = new TempRepository();
        seed.CommitUnchecked("a.txt", "clean\n");
        var bare = Path.Combine(seed.Folder, "p.git");
        Programs.Start("git", seed.Folder, ["clone", "-q", "--bare", ".", bare]).ExitCode.Should().Be(0);
        Programs.Start(Programs.Secretsentry, bare, ["install"]).Output.Should().Contain("pre-receive: installed")
            .And.NotContain("pre-commit");
        Programs.Start(Programs.Secretsentry, bare, ["doctor"]).ExitCode.Should().Be(0);
        var worktree = Path.Combine(seed.Folder, "wt");
        Programs.Start("git", bare, ["worktree", "add", "-q", worktree, "-b", "wt"]).ExitCode.Should().Be(0);
        foreach (var folder in new[] { bare, worktree })
        {
            var run = Programs.Start(Programs.Secretsentry, folder, ["doctor"]);
            run.ExitCode.Should().Be(1, run.All);
            run.Output.Should().Contain($"NOT EFFECTIVE: {worktree}");
        }

        Programs.Start(Programs.Secretsentry, bare, ["install"]).Output.Should().Contain("pre-commit: installed");
        File.WriteAllText(Path.Combine(worktree, "b.txt"), Scenario.Secret(981));
        Programs.Start("git", worktree, ["add", "."]).ExitCode.Should().Be(0);
        Programs.Start("git", worktree, ["-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "-m", "x"])
            .MustBeRefused("b.txt:1:");
        Programs.Start(Programs.Secretsentry, bare, ["doctor"]).ExitCode.Should().Be(0);
        File.Delete(Path.Combine(bare, "hooks/pre-receive"));
        Programs.Start(Programs.Secretsentry, worktree, ["doctor"]).Output.Should().Contain("pre-receive: broken");
        Programs.Start(Programs.Secretsentry, bare, ["uninstall"]).ExitCode.Should().Be(0);
        Directory.GetFiles(Path.Combine(bare, "hooks")).Should().OnlyContain(file => file.EndsWith(".sample"));
    }

    [Fact]
    public void A_server_hook_is_run_as_well()
    {
        using var repository = new TempRepository();
        var remote = repository.AddRemote("origin");
        Programs.Start(Programs.Secretsentry, remote, ["install"]).ExitCode.Should().Be(0);
        Programs.Start(Programs.Secretsentry, remote, ["doctor"]).ExitCode.Should().Be(0);
        repository.Sh($"sed -i '3i exit 0' {remote}/hooks/pre-receive").ExitCode.Should().Be(0);
        var run = Programs.Start(Programs.Secretsentry, remote, ["doctor"]);
        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("a made-up secret passed");
    }

    [Fact]
    public void Hooks_in_the_configuration_of_a_new_git_are_found()
    {
        using var home = new TempRepository();
        home.Script("bin/git",
            "#!/bin/sh\ncase \" $* \" in *' version '*) echo git version 2.54.0 ;; *) exec /usr/bin/git \"$@\" ;; esac\n");
        (string, string)[] user = [("GIT_CONFIG_GLOBAL", Path.Combine(home.Folder, "gitconfig")),
            ("XDG_CONFIG_HOME", Path.Combine(home.Folder, "config")), ("PATH", $"{home.Folder}/bin:/usr/bin:/bin")];
        using var repository = new TempRepository();
        repository.Commit("first");
        Programs.Start(Programs.Secretsentry, repository.Folder, ["install", "--global"], user).ExitCode.Should().Be(0);
        home.Sh("cat gitconfig").Output.Should().Contain("secretsentry-pre-push");
        var run = Programs.Start(Programs.Secretsentry, repository.Folder, ["doctor"], user);
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().Contain("configured for all repositories");

        // One repository says no, and an older git does not know such hooks.
        repository.Git("config", "hook.secretsentry-pre-commit.enabled", "false");
        Programs.Start(Programs.Secretsentry, repository.Folder, ["doctor"], user).ExitCode.Should().Be(1);
        repository.Git("config", "hook.secretsentry-pre-commit.enabled", "true");
        Programs.Start(Programs.Secretsentry, repository.Folder, ["doctor"], user[..2]).ExitCode.Should().Be(1);
    }

    [Fact]
    public void A_global_folder_that_has_no_check_for_a_hook_is_not_said_to_have_one()
    {
        using var home = new TempRepository();
        (string, string)[] user = [("GIT_CONFIG_GLOBAL", Path.Combine(home.Folder, "gitconfig")),
            ("XDG_CONFIG_HOME", Path.Combine(home.Folder, "config"))];
        using var repository = new TempRepository();
        Programs.Start(Programs.Secretsentry, repository.Folder, ["install", "--global", "--hook", "pre-commit"], user).ExitCode.Should()
            .Be(0);
        var run = Programs.Start(Programs.Secretsentry, repository.Folder, ["doctor"], user);
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().Contain("pre-push: not installed");
    }
}
