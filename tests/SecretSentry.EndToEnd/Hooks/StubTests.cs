using System.Text;

namespace SecretSentry.EndToEnd.Hooks;

/// <summary>
/// Tests that the installed hook never lets anything pass that it did not check: when the list of refs cannot be stored, when another hook
/// has read it, and when the hook runs under another name.
/// </summary>
public class StubTests
{
    private const string Shebang = "#!/bin/sh\n";

    [Theory]
    [InlineData("cat", "exit 1", "temporary file")]
    [InlineData("cat", "head -c 10; exit 1", "temporary file")]
    [InlineData("mktemp", "exit 1", "temporary file")]
    [InlineData("mktemp", "exit 0", "temporary file")]
    [InlineData("mktemp", "ln -s /dev/full \"$PWD/.git/full\"; echo \"$PWD/.git/full\"", "temporary file")]
    [InlineData("mktemp", "echo /nonexistent/x", "temporary file")]
    public void A_push_is_refused_when_the_list_of_refs_cannot_be_stored(string tool, string text, string words)
    {
        using var repository = new TempRepository();
        var remote = repository.AddRemote("origin");
        repository.Script(".git/hooks/pre-push", "#!/bin/sh\ncat >/dev/null\n");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Script($".git/tools/{tool}", Shebang + text + "\n");
        repository.CommitUnchecked("a.txt", Scenario.Secret(901));
        var run = repository.TryGit([("PATH", $"{repository.Folder}/.git/tools:{Environment.GetEnvironmentVariable("PATH")}")],
            "push", "origin", "main");
        run.ExitCode.Should().Be(1, run.All);
        run.Error.Should().Contain("secretsentry: blocked").And.Contain(words);
        Programs.Start("git", remote, ["for-each-ref"]).Output.Should().BeEmpty();
    }

    [Theory]
    [InlineData("cat", "exit 1")]
    [InlineData("mktemp", "exit 1")]
    [InlineData("mktemp", "echo /nonexistent/x")]
    public void Lines_in_the_script_of_another_manager_refuse_as_well(string tool, string text)
    {
        using var repository = new TempRepository();
        repository.AddRemote("origin");
        repository.Git("config", "core.hooksPath", ".husky");
        repository.Script(".husky/pre-push", "#!/bin/sh\nexit 0\n");
        repository.Secretsentry("install").Output.Should().Contain("pre-push: joined to husky");
        repository.Script($".git/tools/{tool}", Shebang + text + "\n");
        repository.CommitUnchecked("a.txt", Scenario.Secret(902));
        var run = repository.TryGit([("PATH", $"{repository.Folder}/.git/tools:{Environment.GetEnvironmentVariable("PATH")}")],
            "push", "origin", "main");
        run.ExitCode.Should().Be(1, run.All);
        run.Error.Should().Contain("secretsentry: blocked, because the list of refs cannot be stored");
    }

    [Theory]
    [InlineData("hooks/pre-receive.d/secretsentry")]
    [InlineData("hooks/pre-receive.d/10-check")]
    [InlineData("custom_hooks/pre-receive.d/secretsentry.sh")]
    [InlineData("hooks/pre-receive.d/pre-commit")]
    [InlineData("hooks/pre-receive.secretsentry")]
    public void A_copy_in_a_folder_of_server_hooks_knows_which_hook_it_is(string path)
    {
        using var repository = new TempRepository();
        var remote = MakeServer(repository, path);
        repository.CommitUnchecked("a.txt", "clean\n");
        repository.TryGit("push", "origin", "main").MustPass();
        repository.CommitUnchecked("b.txt", Scenario.Secret(903));
        var refused = repository.TryGit("push", "origin", "main");
        refused.ExitCode.Should().Be(1, refused.All);
        refused.Error.Should().Contain("remote: secretsentry: push blocked").And.Contain("b.txt:1:");
        Programs.Start("git", remote, ["log", "--format=%s", "main", "--"]).Output.Trim().Split('\n').Should().HaveCount(1);
    }

    [Theory]
    [InlineData("plugins/secretsentry")]
    [InlineData("hooks/checks/10-secretsentry")]
    [InlineData("hooks/post-update.d/secretsentry")]
    public void A_copy_that_cannot_tell_which_hook_it_is_refuses_with_a_sentence(string path)
    {
        using var repository = new TempRepository();
        MakeServer(repository, path);
        repository.CommitUnchecked("a.txt", "clean\n");
        var refused = repository.TryGit("push", "origin", "main");
        refused.ExitCode.Should().Be(1, refused.All);
        refused.Error.Should().Contain("it cannot tell which hook it is").And.Contain("NAME.d");
    }

    [Theory]
    [InlineData("pre-commit.d/secretsentry", "\"$h\" \"$@\"")]
    [InlineData("pre-commit.d/secretsentry", "( cd .git/hooks/pre-commit.d && GIT_DIR=\"$PWD/../..\" GIT_WORK_TREE=\"$PWD/../../..\" "
        + "GIT_INDEX_FILE=\"$PWD/../../index\" ./secretsentry )")]
    [InlineData("pre-commit.old", "\"$h\" \"$@\"")]
    public void A_copy_among_the_hooks_of_a_commit_knows_which_hook_it_is(string path, string call)
    {
        using var repository = Scenario.Installed("a.txt");
        var stub = repository.Read(".git/hooks/pre-commit");
        repository.Script($".git/hooks/{path}", stub);
        repository.Script(".git/hooks/pre-commit", $"#!/bin/sh\nh=.git/hooks/{path}\n{call}\n");
        repository.Stage("b.txt", Scenario.Secret(904));
        repository.TryCommit().MustBeRefused("b.txt:1:");
        repository.Stage("b.txt", "clean\n");
        repository.TryCommit().MustPass();
    }

    [Fact]
    public void A_server_hook_without_the_list_of_refs_refuses()
    {
        using var repository = new TempRepository();
        var remote = MakeServer(repository, "hooks/pre-receive.d/secretsentry", "\"$h\" </dev/null || exit");
        repository.CommitUnchecked("a.txt", Scenario.Secret(905));
        var refused = repository.TryGit("push", "origin", "main");
        refused.ExitCode.Should().Be(1, refused.All);
        refused.Error.Should().Contain("has no list of refs");

        // The other hook of the folder runs first and reads everything.
        File.WriteAllText(Path.Combine(remote, "hooks/pre-receive.d/00-reads"), "#!/bin/sh\ncat >/dev/null\n");
        File.SetUnixFileMode(Path.Combine(remote, "hooks/pre-receive.d/00-reads"), (UnixFileMode)0b111_101_101);
        File.WriteAllText(Path.Combine(remote, "hooks/pre-receive"),
            "#!/bin/sh\nfor h in hooks/pre-receive.d/*; do \"$h\" || exit; done\n");
        repository.TryGit("push", "origin", "main").Error.Should().Contain("has no list of refs");
    }

    [Fact]
    public void A_global_hook_that_is_copied_to_a_folder_does_not_call_its_caller()
    {
        using var home = new TempRepository();
        (string, string)[] user = [("GIT_CONFIG_GLOBAL", Path.Combine(home.Folder, "gitconfig")),
            ("XDG_CONFIG_HOME", Path.Combine(home.Folder, "config"))];
        using var repository = new TempRepository();
        Programs.Start(Programs.Secretsentry, repository.Folder, ["install", "--global", "--method", "hooks-dir"], user)
            .ExitCode.Should().Be(0);
        var stub = File.ReadAllText(Path.Combine(home.Folder, "config/secretsentry/hooks/pre-commit"), Encoding.UTF8);
        repository.Script(".git/hooks/pre-commit.d/pre-commit", stub);
        repository.Script(".git/hooks/pre-commit",
            "#!/bin/sh\n[ -z \"$SEEN\" ] || exit 9\nSEEN=1 exec .git/hooks/pre-commit.d/pre-commit\n");
        repository.Stage("a.txt", Scenario.Secret(906));
        repository.TryCommit().MustBeRefused("a.txt:1:");
    }

    /// <summary>Makes a server whose pre-receive hook gives the list of refs to a copy of our hook at another path.</summary>
    private static string MakeServer(TempRepository repository, string path, string call = "printf '%s\\n' \"$d\" | \"$h\" || exit")
    {
        var remote = repository.AddRemote("origin");
        Programs.Start(Programs.Secretsentry, remote, ["install"]).ExitCode.Should().Be(0);
        var copy = Path.Combine(remote, path);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Move(Path.Combine(remote, "hooks/pre-receive"), copy);
        var script = Path.Combine(remote, "hooks/pre-receive");
        var read = call.Contains("/dev/null", StringComparison.Ordinal) ? "" : "d=$(cat)\n";
        File.WriteAllText(script, $"#!/bin/sh\nh={path}\n{read}{call}\n");
        File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        return remote;
    }
}
