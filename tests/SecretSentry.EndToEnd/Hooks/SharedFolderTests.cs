namespace SecretSentry.EndToEnd.Hooks;

/// <summary>
/// Tests that an installation never changes the hooks of a team or of other repositories by itself, in a folder that is committed, that is
/// configured for a user, or that a link leads to.
/// </summary>
public sealed class SharedFolderTests : IDisposable
{
    private readonly TempRepository _home = new();
    private readonly TempRepository _repository = new();

    private (string, string)[] User => [("GIT_CONFIG_GLOBAL", Path.Combine(_home.Folder, "gitconfig")),
        ("XDG_CONFIG_HOME", Path.Combine(_home.Folder, "config")), ("HOME", _home.Folder)];

    public void Dispose()
    {
        _home.Dispose();
        _repository.Dispose();
    }

    [Theory]
    [InlineData("git config core.hooksPath .githooks", ".githooks")]
    [InlineData("git config core.hooksPath \"$PWD/tools/hooks\"", "tools/hooks")]
    [InlineData("git config --global core.hooksPath .githooks", ".githooks")]
    [InlineData("rm -r .git/hooks; ln -s ../.githooks .git/hooks", ".githooks")]
    [InlineData("ln -s .githooks team; git config core.hooksPath team", ".githooks")]
    public void A_committed_folder_is_not_written_to(string configuration, string folder)
    {
        Commit(folder);
        Sh(configuration);
        var before = Snapshot(folder);
        var run = Secretsentry("install");
        run.ExitCode.Should().Be(2, run.All);
        run.Output.Should().Contain("pre-commit: not installed").And.Contain("committed").And.Contain("--shared-hooks")
            .And.Contain("secretsentry hook pre-commit -- \"$@\" || exit");
        Snapshot(folder).Should().Be(before);

        Secretsentry("install", "--shared-hooks").ExitCode.Should().Be(0);
        var stub = _repository.Read($"{folder}/pre-commit");
        stub.Should().Contain("\nprogram=''\n").And.NotContain(Path.GetDirectoryName(Programs.Secretsentry)!);
        _repository.Stage("a.txt", Scenario.Secret(931));
        TryCommit(Path.GetDirectoryName(Programs.Secretsentry)!).MustBeRefused("a.txt:1:").All.Should().Contain("team ran");
        TryCommit("/nonexistent").Error.Should().Contain("was not found");
        Secretsentry("uninstall").ExitCode.Should().Be(0);
        Snapshot(folder).Should().Be(before);
    }

    [Theory]
    [InlineData("git config --global core.hooksPath OUTSIDE")]
    [InlineData("git config core.hooksPath OUTSIDE")]
    [InlineData("rm -r .git/hooks; ln -s OUTSIDE .git/hooks")]
    [InlineData("ln -s OUTSIDE .git/mine; git config core.hooksPath .git/mine")]
    public void A_folder_of_other_repositories_is_not_written_to(string configuration)
    {
        var outside = Path.Combine(_home.Folder, "hooks");
        _home.Script("hooks/pre-commit", "#!/bin/sh\necho team ran >&2\n");
        Sh(configuration.Replace("OUTSIDE", outside, StringComparison.Ordinal));
        var before = _home.Snapshot("hooks");
        var run = Secretsentry("install");
        run.ExitCode.Should().Be(2, run.All);
        run.Output.Should().Contain("pre-push: not installed").And.Contain("other repositories").And.Contain("--global")
            .And.Contain("--shared-hooks").And.Contain("core.hooksPath");
        _home.Snapshot("hooks").Should().Be(before);

        Secretsentry("install", "--shared-hooks").ExitCode.Should().Be(0);
        _repository.Stage("a.txt", Scenario.Secret(932));
        TryCommit("").MustBeRefused("a.txt:1:").All.Should().Contain("team ran");
        Secretsentry("uninstall").ExitCode.Should().Be(0);
        _home.Snapshot("hooks").Should().Be(before);
    }

    [Fact]
    public void A_folder_of_its_own_below_the_git_directory_is_written_to()
    {
        Sh("git config core.hooksPath .git/mine");
        Secretsentry("install").ExitCode.Should().Be(0);
        _repository.Stage("a.txt", Scenario.Secret(933));
        TryCommit("").MustBeRefused("a.txt:1:");
    }

    [Fact]
    public void The_hooks_of_all_repositories_are_not_replaced_from_within_one_of_them()
    {
        Secretsentry("install", "--global", "--method", "hooks-dir").ExitCode.Should().Be(0);
        var before = _home.Snapshot("config", "gitconfig");
        var run = Secretsentry("install");
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().Contain("already installed for all repositories");
        var left = Secretsentry("uninstall");
        left.ExitCode.Should().Be(2, left.All);
        left.Output.Should().Contain("uninstall --global");
        _home.Snapshot("config", "gitconfig").Should().Be(before);
        Secretsentry("uninstall", "--global").ExitCode.Should().Be(0);
    }

    [Fact]
    public void A_hook_that_links_to_one_of_ours_elsewhere_is_not_written_through()
    {
        _repository.Script(".git/elsewhere", "#!/bin/sh\n# secretsentry hook v1\nexit 0\n");
        File.CreateSymbolicLink(Path.Combine(_repository.Folder, ".git/hooks/pre-commit"), "../elsewhere");
        var run = Secretsentry("install");
        run.ExitCode.Should().Be(2, run.All);
        run.Output.Should().Contain("pre-commit: not installed: the hook is a link");
        _repository.Read(".git/elsewhere").Should().Contain("hook v1\nexit 0");
    }

    private void Commit(string folder)
    {
        _repository.Script($"{folder}/pre-commit", "#!/bin/sh\necho team ran >&2\n");
        _repository.Git("add", ".");
        _repository.Commit("hooks");
    }

    /// <summary>Returns what is in a folder, with git's view of it.</summary>
    private string Snapshot(string folder) => _repository.Snapshot(folder) + _repository.Git("status", "--short", "--", folder);

    private Run Secretsentry(params string[] arguments) =>
        Programs.Start(Programs.Secretsentry, _repository.Folder, arguments, User);

    private void Sh(string script)
    {
        var run = _repository.Sh(script, User);
        run.ExitCode.Should().Be(0, run.All);
    }

    private Run TryCommit(string folder) => _repository.TryGit([.. User, ("PATH", $"{folder}:/usr/bin:/bin")], "commit", "-m", "x");
}
