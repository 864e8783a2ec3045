using System.Runtime.InteropServices;
using System.Text.Json;

namespace SecretSentry.EndToEnd.Hooks;

public class InstallScenarios
{
    private const string Hook = ".git/hooks/pre-commit";

    [Fact]
    public void S53_a_second_install_changes_nothing_and_existing_hooks_are_chained()
    {
        using var repository = Scenario.Installed();
        var first = repository.Snapshot(".git/hooks", ".git/secretsentry");
        repository.Secretsentry("install").Output.Should().Contain("pre-commit: already installed");
        repository.Snapshot(".git/hooks", ".git/secretsentry").Should().Be(first);

        // Install over an older stub of this program.
        repository.Write(Hook, repository.Read(Hook).Replace("program='", "program='/older", StringComparison.Ordinal));
        repository.Secretsentry("install").Output.Should().Contain("pre-commit: updated");
        repository.Snapshot(".git/hooks", ".git/secretsentry").Should().Be(first);
        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);

        // Install over a link to the user's script, and over a link without a target.
        repository.Script("theirs.sh", "#!/bin/sh\necho \"theirs as $(basename \"$0\")\"\n");
        File.CreateSymbolicLink(Path.Combine(repository.Folder, Hook), "../../theirs.sh");
        File.CreateSymbolicLink(Path.Combine(repository.Folder, ".git/hooks/commit-msg"), "nowhere");
        var before = repository.Snapshot(".git/hooks");
        repository.Secretsentry("install").Output.Should().Contain("pre-commit: installed; the previous hook is kept and runs first");
        repository.TryCommit("--allow-empty").MustPass().All.Should().Contain("theirs as pre-commit");
        repository.Stage("a.txt", Scenario.Secret(53));
        repository.TryCommit().MustBeRefused("a.txt:1:").All.Should().Contain("theirs as pre-commit");
        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);
        repository.Snapshot(".git/hooks").Should().Be(before);
    }

    [Fact]
    public void S53_a_dry_run_writes_nothing()
    {
        using var repository = new TempRepository();
        var before = repository.Snapshot(".git");
        repository.Secretsentry("install", "--dry-run").Output.Should().Contain("dry run: pre-push: installed");
        repository.Snapshot(".git").Should().Be(before);
    }

    [Fact]
    public void S54_the_users_hook_runs_first_and_the_content_that_it_formats_is_checked()
    {
        using var repository = new TempRepository();
        repository.Script(Hook, "#!/bin/sh\n[ ! -e refuse ] || exit 3\nsed -i s/FORMAT/token/ a.txt 2>/dev/null\ngit add -A\n");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Stage("a.txt", Scenario.Secret(54).Replace("token", "FORMAT", StringComparison.Ordinal));
        repository.Write("b.txt", Scenario.Secret(540));
        repository.TryCommit().MustBeRefused("a.txt:1:", "b.txt:1:");
        repository.Write("refuse", "");
        var refused = repository.TryCommit();
        refused.ExitCode.Should().Be(1);
        refused.All.Should().NotContain("secretsentry");
        repository.Sh(Hook).ExitCode.Should().Be(3);
    }

    [Fact]
    public void S55_an_existing_pre_push_hook_runs_after_ours_with_the_same_input()
    {
        using var repository = new TempRepository();
        repository.AddRemote("origin");
        repository.Script(".git/hooks/pre-push",
            "#!/bin/sh\ncommand -v git >/dev/null 2>&1 || { echo >&2 missing; exit 2; }\ncat >uploaded\necho \"$@\" >>uploaded\n");
        repository.Secretsentry("install").Output.Should()
            .Contain("pre-push: installed; the previous hook is kept and runs after secretsentry");
        repository.CommitUnchecked("a.txt", Scenario.Secret(55));
        repository.TryGit("push", "origin", "main").MustBeRefused("a.txt:1:");
        File.Exists(Path.Combine(repository.Folder, "uploaded")).Should().BeFalse();
        repository.Git("rm", "-q", "--cached", "a.txt");
        repository.Git("commit", "-q", "-n", "--amend", "-m", "clean", "--allow-empty");
        repository.TryGit("push", "origin", "main").MustPass();
        var head = repository.Git("rev-parse", "HEAD").Trim();
        repository.Read("uploaded").Should().StartWith($"refs/heads/main {head} refs/heads/main {new string('0', 40)}\norigin ");
    }

    [Fact]
    public void S56_uninstall_restores_bytes_mode_and_link()
    {
        using var repository = new TempRepository();
        repository.Script(Hook, "#!/bin/sh\r\necho no line end \u00e9");
        File.SetUnixFileMode(Path.Combine(repository.Folder, Hook), (UnixFileMode)0b111_101_001);
        File.CreateSymbolicLink(Path.Combine(repository.Folder, ".git/hooks/pre-push"), "elsewhere");
        var before = repository.Snapshot(".git");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Secretsentry("uninstall").Output.Should().Contain("pre-commit: removed; the previous hook is restored");
        repository.Snapshot(".git").Should().Be(before);
        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);
        repository.Snapshot(".git").Should().Be(before);
    }

    [Fact]
    public void S57_uninstall_keeps_an_edited_stub_and_the_hook_of_another_program()
    {
        using var repository = new TempRepository();
        repository.Script(Hook, "#!/bin/sh\n# mine\n");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        File.AppendAllText(Path.Combine(repository.Folder, Hook), "echo by hand\n");
        var stopped = repository.Secretsentry("uninstall");
        stopped.ExitCode.Should().Be(2);
        stopped.Output.Should().Contain("the hook was edited since it was installed").And.Contain("--force");
        repository.Read(Hook).Should().Contain("by hand");

        repository.Script(Hook, "#!/bin/sh\n# another program\n");
        repository.Secretsentry("uninstall").Output.Should().Contain("another program installed its own hook")
            .And.Contain("pre-commit.before-secretsentry");
        repository.Read(Hook).Should().Contain("another program");
        repository.Secretsentry("uninstall", "--force").ExitCode.Should().Be(0);
        File.Exists(Path.Combine(repository.Folder, Hook + ".before-secretsentry")).Should().BeFalse();
        repository.Read(Hook).Should().Contain("another program");
    }

    [Fact]
    public void S58_a_hook_blocks_when_its_program_is_missing_unless_allowMissing_is_set()
    {
        using var repository = new TempRepository();
        var program = repository.Script(".git/gone", "#!/bin/sh\n");
        repository.Secretsentry("install", "--tool-path", program).ExitCode.Should().Be(0);
        File.Delete(program);
        var blocked = repository.TryGit([("PATH", "/usr/bin:/bin")], "commit", "--allow-empty", "-m", "x");
        blocked.ExitCode.Should().Be(1);
        blocked.Error.Should().Contain("secretsentry: blocked").And.Contain("was not found").And.Contain("allowMissing");
        repository.Git("config", "secretsentry.allowMissing", "true");
        var allowed = repository.TryGit([("PATH", "/usr/bin:/bin")], "commit", "--allow-empty", "-q", "-m", "x");
        allowed.ExitCode.Should().Be(0);
        allowed.Error.Trim().Split('\n').Should().OnlyContain(line => line.Contains("nothing was checked", StringComparison.Ordinal));
    }

    [Fact]
    public void S59_a_client_without_the_shells_PATH_runs_the_recorded_program()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Stage("a.txt", Scenario.Secret(59));
        var run =
            repository.Sh($"env -i PATH=/usr/bin:/bin HOME=/nonexistent {DotnetRoot} GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a "
            + "GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a git commit -m x");
        run.MustBeRefused("a.txt:1:");
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("\u00e4\u4e2d")]
    [InlineData("it's")]
    public void S60_the_path_of_the_program_may_contain_any_character(string folder)
    {
        using var repository = new TempRepository();
        var program = repository.Script($".git/{folder}/secretsentry", $"#!/bin/sh\nexec '{Programs.Secretsentry}' \"$@\"\n");
        repository.Secretsentry("install", "--tool-path", program).ExitCode.Should().Be(0);
        repository.Stage("a.txt", Scenario.Secret(60));
        repository.TryCommit().MustBeRefused("a.txt:1:");
        repository.Secretsentry("doctor").ExitCode.Should().Be(0);
    }

    [Fact]
    public void S61_doctor_reports_CRLF_and_install_writes_LF_and_a_note()
    {
        using var repository = new TempRepository();
        repository.Git("config", "core.hooksPath", "tracked hooks");
        repository.Secretsentry("install").Output.Should().Contain("tracked hooks/* text eol=lf");
        repository.Read("tracked hooks/pre-commit").Should().NotContain("\r");
        repository.Secretsentry("doctor").ExitCode.Should().Be(0);
        repository.Sh("sed -i 's/$/\\r/' 'tracked hooks/pre-commit'").ExitCode.Should().Be(0);
        var broken = repository.Secretsentry("doctor");
        broken.ExitCode.Should().Be(1);
        broken.Output.Should().Contain("pre-commit: broken").And.Contain("CRLF");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Secretsentry("doctor").ExitCode.Should().Be(0);
        repository.Sh("chmod -x 'tracked hooks/pre-commit'");
        repository.Secretsentry("doctor").Output.Should().Contain("is not executable");
    }

    [Fact]
    public void S62_a_global_install_also_runs_repository_hooks_and_doctor_reports_what_overrides_it()
    {
        using var home = new TempRepository();
        (string, string)[] user = [("GIT_CONFIG_GLOBAL", Path.Combine(home.Folder, "gitconfig")),
            ("XDG_CONFIG_HOME", Path.Combine(home.Folder, "config")), ("HOME", home.Folder)];
        home.Write("gitconfig", "[user]\n\tname = a\n\temail = a@example.invalid\n");
        var before = home.Snapshot("gitconfig");
        using var repository = new TempRepository();
        repository.Script(Hook, "#!/bin/sh\necho own >>own.log\n");
        repository.Script(".git/hooks/post-commit", "#!/bin/sh\necho post >>own.log\n");
        Programs.Start(Programs.Secretsentry, repository.Folder, ["install", "--global"], user).ExitCode.Should().Be(0);
        repository.Stage("a.txt", "clean\n");
        repository.TryGit(user, "commit", "-m", "x").MustPass();
        repository.Read("own.log").Should().Be("own\npost\n");
        repository.Stage("b.txt", Scenario.Secret(62));
        repository.TryGit(user, "commit", "-m", "x").MustBeRefused("b.txt:1:");
        Programs.Start(Programs.Secretsentry, repository.Folder, ["doctor"], user).ExitCode.Should().Be(0);

        // husky redirects the repository's hooks to its own folder.
        repository.Git("config", "core.hooksPath", ".husky/_");
        var hidden = Programs.Start(Programs.Secretsentry, repository.Folder, ["doctor", "--json"], user);
        hidden.ExitCode.Should().Be(1);
        using var json = JsonDocument.Parse(hidden.Output);
        var worktree = json.RootElement.GetProperty("worktrees")[0];
        worktree.GetProperty("effective").GetBoolean().Should().BeFalse();
        worktree.GetProperty("hooksFolderOrigin").GetString().Should().Contain(".husky/_");
        repository.Git("config", "--unset", "core.hooksPath");

        Programs.Start(Programs.Secretsentry, repository.Folder, ["uninstall", "--global"], user).ExitCode.Should().Be(0);
        home.Snapshot("gitconfig").Should().Be(before);
        Directory.Exists(Path.Combine(home.Folder, "config", "secretsentry")).Should().BeFalse();
        repository.TryGit(user, "commit", "-m", "x").ExitCode.Should().Be(0);
    }

    [Fact]
    public void S62_a_template_installs_hooks_in_new_repositories()
    {
        using var home = new TempRepository();
        (string, string)[] user = [("GIT_CONFIG_GLOBAL", Path.Combine(home.Folder, "gitconfig")),
            ("XDG_CONFIG_HOME", Path.Combine(home.Folder, "config"))];
        Programs.Start(Programs.Secretsentry, home.Folder, ["install", "--template"], user).ExitCode.Should().Be(0);
        Programs.Start("git", home.Folder, ["init", "-q", "new"], user).ExitCode.Should().Be(0);
        var folder = Path.Combine(home.Folder, "new");
        File.WriteAllText(Path.Combine(folder, "a.txt"), Scenario.Secret(620));
        Programs.Start("git", folder, ["add", "."], user).ExitCode.Should().Be(0);
        Programs.Start("git", folder, ["-c", "user.name=a", "-c", "user.email=a", "commit", "-m", "x"], user).MustBeRefused("a.txt:1:");
        Programs.Start(Programs.Secretsentry, folder, ["uninstall"], user).Output.Should().Contain("pre-commit: removed");
        Programs.Start(Programs.Secretsentry, home.Folder, ["uninstall", "--template"], user).ExitCode.Should().Be(0);
        File.ReadAllText(Path.Combine(home.Folder, "gitconfig")).Should().NotContain("template");
    }

    [Fact]
    public void S63_without_a_terminal_the_output_is_plain_text_without_a_question()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Git("config", "secretsentry.interactive", "true");
        repository.Stage("a.txt", Scenario.Secret(63));
        var run = repository.Sh("setsid -w git commit -m x </dev/null", ("COLUMNS", "40"), ("NO_COLOR", ""));
        run.MustBeRefused("a.txt:1:").All.Should().NotContain("\e").And.NotContain("[y/N]");
    }

    [Fact]
    public void S63_at_a_terminal_the_user_is_asked_if_interactive_is_set()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Git("config", "secretsentry.interactive", "true");
        repository.Git("config", "secretsentry.auditSkips", "true");
        repository.Stage("a.txt", Scenario.Secret(630));
        var no = repository.Sh("printf 'n\\n' | script -qec 'git commit -m x' /dev/null");
        no.All.Should().Contain("[y/N]").And.Contain("blocked");
        repository.Git("log", "--oneline").Trim().Split('\n').Should().HaveCount(1);
        repository.Sh("(sleep 3; printf 'y\\n'; sleep 3) | script -qec 'git commit -m x' /dev/null").All.Should().Contain("passed by hand");
        repository.Git("log", "--oneline").Trim().Split('\n').Should().HaveCount(2);
        repository.Read(".git/secretsentry/skips.log").Should().Contain("\tpre-commit\t")
            .And.Contain("A U Thor <author@example.invalid>\tpassed by hand\n");
    }

    [Fact]
    public void S64_a_check_takes_no_lock_and_ignores_existing_locks()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Stage("a.txt", Scenario.Secret(64));
        repository.Write(".git/index.lock", "");
        repository.Write(".git/HEAD.lock", "");
        var before = repository.Snapshot(".git");
        Programs.Start(Programs.Secretsentry, repository.Folder, ["hook", "pre-commit", "--"]).MustBeRefused("a.txt:1:");
        repository.Snapshot(".git").Should().Be(before);
        File.Delete(Path.Combine(repository.Folder, ".git/index.lock"));
        File.Delete(Path.Combine(repository.Folder, ".git/HEAD.lock"));

        // During a rebase, at an edit.
        repository.Git("reset", "-q", "--hard");
        repository.CommitUnchecked("b.txt", "one\n");
        repository.CommitUnchecked("c.txt", "two\n");
        repository.TryGit([("GIT_SEQUENCE_EDITOR", "sed -i 1s/pick/edit/")], "rebase", "-i", "HEAD~2").ExitCode.Should().Be(0);
        repository.Stage("b.txt", Scenario.Secret(640));
        repository.TryGit("commit", "--amend", "--no-edit").MustBeRefused("b.txt:1:");
        repository.Stage("b.txt", "clean\n");
        repository.TryGit("commit", "--amend", "--no-edit").MustPass();
        repository.TryGit("rebase", "--continue").MustPass();
    }

    /// <summary>Sets DOTNET_ROOT in a shell, so that a build that needs the .NET runtime finds the runtime of this process.</summary>
    private static string DotnetRoot =>
        $"DOTNET_ROOT='{Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."))}'";
}
