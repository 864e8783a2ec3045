namespace SecretSentry.EndToEnd.Hooks;

public class PlaceScenarios
{
    [Fact]
    public void S42_a_submodule_has_its_own_hooks_and_its_commit_id_passes()
    {
        using var inner = new TempRepository();
        inner.CommitUnchecked("a.txt", "clean\n");
        using var repository = Scenario.Installed("a.txt");
        repository.Git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.Folder, "module");
        repository.Secretsentry("install", "--recurse-submodules").Output.Should().Contain(".git/modules/module/hooks/pre-commit");
        repository.TryCommit().MustPass();
        var module = Path.Combine(repository.Folder, "module");
        File.WriteAllText(Path.Combine(module, "b.txt"), Scenario.Secret(42));
        Programs.Start("git", module, ["add", "."]).ExitCode.Should().Be(0);
        string[] commit = ["-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "-m", "x"];
        Programs.Start("git", module, commit).MustBeRefused("b.txt:1:");
        Programs.Start("git", module, [.. commit, "-n"]).MustPass();
        repository.Git("add", "module");
        repository.TryCommit().MustPass();
        repository.Secretsentry("uninstall", "--recurse-submodules").ExitCode.Should().Be(0);
        Programs.Start("git", module, [.. commit, "--allow-empty"]).MustPass();
    }

    [Fact]
    public void S43_a_linked_worktree_is_checked_and_a_missing_hooks_folder_is_reported()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Git("worktree", "add", "-q", "with space/linked");
        var linked = Path.Combine(repository.Folder, "with space", "linked");
        File.WriteAllText(Path.Combine(linked, "b.txt"), Scenario.Secret(43));
        Programs.Start("git", linked, ["add", "."]).ExitCode.Should().Be(0);
        Programs.Start("git", linked, ["commit", "-m", "x"]).MustBeRefused("b.txt:1:");
        repository.Secretsentry("doctor").ExitCode.Should().Be(0);

        repository.Git("config", "core.hooksPath", ".own");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        var dead = repository.Secretsentry("doctor");
        dead.ExitCode.Should().Be(1);
        dead.Output.Should().Contain($"NOT EFFECTIVE: {linked}").And.Contain("does not exist, so git runs no hooks")
            .And.Contain($"effective: {repository.Folder}");
        repository.Secretsentry("install", "--all-worktrees").ExitCode.Should().Be(0);
        repository.Secretsentry("doctor").ExitCode.Should().Be(0);
    }
}
