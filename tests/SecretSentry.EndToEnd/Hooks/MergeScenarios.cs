namespace SecretSentry.EndToEnd.Hooks;

public class MergeScenarios
{
    [Fact]
    public void S15_a_clean_merge_that_brings_a_secret_of_the_other_side_passes_and_the_push_is_refused()
    {
        using var repository = Diverged(15);
        repository.AddRemote("origin");
        repository.TryGit("merge", "--no-edit", "side").MustPass().Error.Should().Contain("1 secret");
        repository.TryGit("push", "origin", "main").MustBeRefused("side.txt:1:");
    }

    [Fact]
    public void S16_a_fast_forward_runs_no_hook_and_the_push_is_refused()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        repository.TryGit("push", "-q", "origin", "main").MustPass();
        repository.Git("checkout", "-q", "-b", "side");
        repository.CommitUnchecked("side.txt", Scenario.Secret(16));
        repository.Git("checkout", "-q", "main");
        repository.TryGit("merge", "side").MustPass();
        repository.TryGit("push", "origin", "main").MustBeRefused("side.txt:1:");
    }

    [Fact]
    public void S17_a_secret_added_in_a_conflict_resolution_is_refused()
    {
        using var repository = Scenario.Installed("a.txt");
        Conflict(repository);
        repository.TryGit("merge", "side").ExitCode.Should().Be(1);
        repository.Stage("a.txt", "solved\n" + Scenario.Secret(17));
        repository.TryGit("commit", "--no-edit").MustBeRefused("a.txt:2:");
    }

    [Fact]
    public void S18_an_octopus_merge_adds_nothing_of_its_own_and_the_push_is_refused()
    {
        using var repository = Scenario.Installed("a.txt");
        foreach (var (name, text) in new[] { ("one", "clean\n"), ("two", Scenario.Secret(18)) })
        {
            repository.Git("checkout", "-q", "-b", name, "main");
            repository.CommitUnchecked(name + ".txt", text);
        }

        repository.Git("checkout", "-q", "main");
        repository.CommitUnchecked("main.txt", "main\n");
        repository.AddRemote("origin");
        repository.TryGit("merge", "--no-edit", "one", "two").MustPass();
        repository.TryGit("push", "origin", "main").MustBeRefused("two.txt:1:");
    }

    [Fact]
    public void S19_a_squash_merge_is_refused_when_it_is_committed()
    {
        using var repository = Diverged(19);
        repository.TryGit("merge", "--squash", "side").ExitCode.Should().Be(0);
        repository.TryGit("commit", "--no-edit").MustBeRefused("side.txt:1:");
    }

    [Fact]
    public void S20_cherry_pick_and_revert_run_no_hook_and_the_push_is_refused()
    {
        using var repository = Diverged(20);
        repository.AddRemote("origin");
        repository.TryGit("push", "-q", "origin", "main").MustPass();
        repository.TryGit("cherry-pick", "side").MustPass();
        repository.TryGit("push", "origin", "main").MustBeRefused("side.txt:1:", "push blocked - 1 secret in 1 new commit");

        repository.Git("reset", "-q", "--hard", "HEAD~1");
        repository.CommitUnchecked("old.txt", Scenario.Secret(200));
        repository.Git("rm", "-q", "old.txt");
        repository.Commit("taken out");
        repository.TryGit("push", "-q", "--no-verify", "origin", "main").MustPass();
        repository.TryGit("revert", "--no-edit", "HEAD").MustPass();
        repository.TryGit("push", "origin", "main").MustBeRefused("old.txt:1:");
    }

    [Fact]
    public void S21_rebase_and_rebase_continue_run_no_hook_and_the_push_is_refused()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        Conflict(repository);
        repository.TryGit("push", "-q", "origin", "main").MustPass();
        repository.Git("checkout", "-q", "side");
        repository.TryGit("rebase", "main").ExitCode.Should().Be(1);
        repository.Stage("a.txt", "solved\n" + Scenario.Secret(21));
        repository.TryGit([("GIT_EDITOR", "true")], "rebase", "--continue").MustPass();
        repository.TryGit("push", "origin", "side").MustBeRefused("a.txt:2:");
    }

    [Fact]
    public void S22_a_patch_is_refused_by_the_git_am_hooks_and_abort_restores_the_branch()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Secretsentry("install", "--hook", "pre-applypatch", "--hook", "applypatch-msg").ExitCode.Should().Be(0);
        repository.Git("checkout", "-q", "-b", "side");
        repository.CommitUnchecked("b.txt", Scenario.Secret(22));
        var patch = repository.Git("format-patch", "-1", "--stdout");
        repository.Git("checkout", "-q", "main");
        repository.Write("p.patch", patch);
        repository.TryGit("am", "p.patch").MustBeRefused("patch blocked", "b.txt:1:", "git am --abort");
        repository.Git("am", "--abort");
        File.Exists(Path.Combine(repository.Folder, "b.txt")).Should().BeFalse();

        repository.Git("checkout", "-q", "side");
        repository.Git("commit", "-q", "--amend", "-n", "-m", "words", "-m", Scenario.Secret(222).Trim());
        repository.Stage("b.txt", "clean\n");
        repository.Git("commit", "-q", "--amend", "-n", "--no-edit");
        repository.Write("p.patch", repository.Git("format-patch", "-1", "--stdout"));
        repository.Git("checkout", "-q", "main");
        repository.TryGit("am", "p.patch").MustBeRefused("the commit message", "git am --abort");
    }

    private static TempRepository Diverged(int seed)
    {
        var repository = Scenario.Installed("a.txt");
        repository.Git("checkout", "-q", "-b", "side");
        repository.CommitUnchecked("side.txt", Scenario.Secret(seed));
        repository.Git("checkout", "-q", "main");
        repository.CommitUnchecked("main.txt", "main\n");
        return repository;
    }

    private static void Conflict(TempRepository repository)
    {
        repository.Git("checkout", "-q", "-b", "side");
        repository.CommitUnchecked("a.txt", "side\n");
        repository.Git("checkout", "-q", "main");
        repository.CommitUnchecked("a.txt", "main\n");
    }
}
