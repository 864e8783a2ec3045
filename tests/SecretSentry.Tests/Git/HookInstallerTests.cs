using System.Runtime.Versioning;
using SecretSentry.Git.Process;
using SecretSentry.Hooks;

namespace SecretSentry.Tests.Git;

[UnsupportedOSPlatform("windows")]
public class HookInstallerTests
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private const UnixFileMode OwnersOnly = (UnixFileMode)0b111_000_000;

    private static readonly string StubText = Text("stub.sh");

    [Fact]
    public void A_new_hook_is_executable_and_calls_the_program_with_the_name_of_the_hook()
    {
        using var repository = new TempRepository();
        var program = Program(repository, "bin with ' and space/secretsentry", "echo \"$@\" >called\nexit 0");
        var change = Install(repository.Top, "pre-commit", program);
        change.Should().Be(new HookChange("pre-commit", HookPath(repository), "installed"));
        File.GetUnixFileMode(HookPath(repository)).Should().Be(Executable);
        repository.Commit("a.txt", "one\n");
        File.ReadAllText(repository.PathOf("called")).Should().Be("hook pre-commit --\n");
    }

    [Fact]
    public void A_failing_program_blocks_the_commit()
    {
        using var repository = new TempRepository();
        Install(repository.Top, "pre-commit", Program(repository, "p", "echo refused >&2; exit 7"));
        var (code, _, error) = repository.Shell("git commit -q --allow-empty -m x");
        code.Should().Be(1);
        error.Should().Contain("refused");
    }

    [Fact]
    public void A_second_install_changes_nothing_and_a_moved_program_is_an_update()
    {
        using var repository = new TempRepository();
        Install(repository.Top, "pre-commit", "/a");
        var text = File.ReadAllText(HookPath(repository));
        Install(repository.Top, "pre-commit", "/a").What.Should().Be("already installed");
        File.ReadAllText(HookPath(repository)).Should().Be(text);
        Install(repository.Top, "pre-commit", "/b").What.Should().Be("updated");
        Directory.GetFiles(repository.PathOf(".git/hooks"), "pre-commit*")
            .Where(path => !path.EndsWith(".sample", StringComparison.Ordinal)).Should().ContainSingle();
    }

    [Fact]
    public void An_existing_hook_runs_first_and_its_exit_code_is_used()
    {
        using var repository = new TempRepository();
        Foreign(repository, "#!/bin/sh\necho \"theirs $(basename \"$0\")\" >>log\nexit ${THEIRS:-0}");
        Install(repository.Top, "pre-commit", Program(repository, "p", "echo ours >>log"));
        repository.Shell("git commit -q --allow-empty -m x").Code.Should().Be(0);
        File.ReadAllText(repository.PathOf("log")).Should().Be("theirs pre-commit\nours\n");
        File.Delete(repository.PathOf("log"));
        repository.Shell("THEIRS=3 .git/hooks/pre-commit").Code.Should().Be(3);
        File.ReadAllText(repository.PathOf("log")).Should().Be("theirs pre-commit\n");
    }

    [Theory]
    [InlineData("#!/bin/sh -e\nfalse\necho reached >>log\n", 1)]
    [InlineData("#!/usr/bin/env bash\nx=(a b); echo ${x[1]} >>log", 0)]
    [InlineData("#! /bin/sh\necho spaced >>log; exit 4\n", 4)]
    [InlineData("#!/usr/bin/awk -f\nBEGIN { exit 5 }\n", 5)]
    [InlineData("#!/bin/sh\nexec false\n", 1)]
    public void Hooks_of_any_interpreter_are_chained(string text, int expected)
    {
        using var repository = new TempRepository();
        Foreign(repository, text);
        Install(repository.Top, "pre-commit", Program(repository, "p", "exit 0"));
        repository.Shell(".git/hooks/pre-commit").Code.Should().Be(expected);
        repository.Shell("cat log").Output.Should().NotContain("reached");
    }

    [Fact]
    public void A_hook_that_is_not_executable_is_kept_and_not_run()
    {
        using var repository = new TempRepository();
        Foreign(repository, "#!/bin/sh\nexit 9\n");
        File.SetUnixFileMode(HookPath(repository), UnixFileMode.UserRead);
        Install(repository.Top, "pre-commit", Program(repository, "p", "exit 0"));
        repository.Shell(".git/hooks/pre-commit").Code.Should().Be(0);
    }

    [Fact]
    public void Uninstall_restores_bytes_and_mode()
    {
        using var repository = new TempRepository();
        Foreign(repository, "#!/bin/sh\r\nno line end \u00e9");
        File.SetUnixFileMode(HookPath(repository), OwnersOnly);
        var bytes = File.ReadAllBytes(HookPath(repository));
        Install(repository.Top, "pre-commit", "/a");
        Install(repository.Top, "pre-commit", "/b");
        Uninstall(repository.Top, "pre-commit").What.Should().StartWith("removed");
        File.ReadAllBytes(HookPath(repository)).Should().Equal(bytes);
        File.GetUnixFileMode(HookPath(repository)).Should().Be(OwnersOnly);
        File.Exists(HookPath(repository) + ".before-secretsentry").Should().BeFalse();
    }

    [Theory]
    [InlineData("../../their-hook.sh")]
    [InlineData("nowhere")]
    public void Uninstall_restores_the_link(string target)
    {
        using var repository = new TempRepository();
        repository.Write("their-hook.sh", "#!/bin/sh\nexit 6\n");
        File.SetUnixFileMode(repository.PathOf("their-hook.sh"), Executable);
        File.CreateSymbolicLink(HookPath(repository), target);
        Install(repository.Top, "pre-commit", Program(repository, "p", "exit 0"));
        repository.Shell(".git/hooks/pre-commit").Code.Should().Be(target == "nowhere" ? 0 : 6);
        Uninstall(repository.Top, "pre-commit");
        new FileInfo(HookPath(repository)).LinkTarget.Should().Be(target);
    }

    [Fact]
    public void Uninstall_removes_our_hook_and_keeps_a_foreign_hook()
    {
        using var repository = new TempRepository();
        Uninstall(repository.Top, "pre-commit").What.Should().Be("not installed");
        Install(repository.Top, "pre-commit", "/a");
        Uninstall(repository.Top, "pre-commit").What.Should().Be("removed");
        File.Exists(HookPath(repository)).Should().BeFalse();
        Foreign(repository, "#!/bin/sh\n");
        Uninstall(repository.Top, "pre-commit").What.Should().Contain("not from secretsentry");
        File.ReadAllText(HookPath(repository)).Should().Be("#!/bin/sh\n");
    }

    [Fact]
    public void A_kept_hook_is_never_overwritten_by_a_second_hook()
    {
        using var repository = new TempRepository();
        Foreign(repository, "#!/bin/sh\n# first\n");
        Install(repository.Top, "pre-commit", "/a");
        Foreign(repository, "#!/bin/sh\n# second\n");
        var change = Install(repository.Top, "pre-commit", "/a");
        change.IsRejected.Should().BeTrue();
        change.What.Should().Contain("move one of them");
        File.ReadAllText(HookPath(repository)).Should().Contain("second");
        File.ReadAllText(HookPath(repository) + ".before-secretsentry").Should().Contain("first");
    }

    [Theory]
    [InlineData(".")]
    [InlineData("sub")]
    public void The_folder_in_core_hooksPath_is_created_and_used(string from)
    {
        using var repository = new TempRepository();
        Directory.CreateDirectory(repository.PathOf("sub"));
        repository.Git("config", "core.hooksPath", "my hooks");
        Install(repository.PathOf(from), "pre-commit", Program(repository, "p", "exit 7")).Path.Should()
            .Be(repository.PathOf("my hooks/pre-commit"));
        repository.Shell("git commit -q --allow-empty -m x").Code.Should().Be(1);
    }

    [Fact]
    public void A_linked_worktree_uses_the_hooks_of_its_repository()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Git("worktree", "add", "-q", "linked");
        Install(repository.PathOf("linked"), "pre-commit", Program(repository, "p", "exit 7"));
        repository.Shell("cd linked && git commit -q --allow-empty -m x").Code.Should().Be(1);
    }

    [Fact]
    public void A_missing_program_blocks_with_a_message_unless_allowMissing_is_set()
    {
        using var repository = new TempRepository();
        Install(repository.Top, "pre-commit", "/nowhere/secretsentry");
        var (code, _, error) = repository.Shell("PATH=/usr/bin:/bin git commit -q --allow-empty -m x");
        code.Should().Be(1);
        error.Should().Contain("blocked").And.Contain("--no-verify");
        repository.Git("config", "secretsentry.allowMissing", "true");
        (code, _, error) = repository.Shell("PATH=/usr/bin:/bin git commit -q --allow-empty -m x");
        code.Should().Be(0);
        error.Should().Contain("nothing was checked");
    }

    [Fact]
    public void If_the_recorded_program_is_missing_the_program_in_PATH_is_called()
    {
        using var repository = new TempRepository();
        Program(repository, "bin/secretsentry", "exit 7");
        Install(repository.Top, "pre-commit", "/nowhere/secretsentry");
        repository.Shell("PATH=$PWD/bin:/usr/bin:/bin .git/hooks/pre-commit").Code.Should().Be(7);
    }

    [Fact]
    public void The_stub_has_no_carriage_returns_and_is_valid_shell()
    {
        StubText.Should().NotContain("\r").And.StartWith("#!/bin/sh\n# secretsentry hook v2");
        using var repository = new TempRepository();
        repository.Shell("sh -n", StubText.Replace("@PROGRAM@", "x", StringComparison.Ordinal)).Code.Should().Be(0);
    }

    [Fact]
    public void The_stub_knows_every_hook_that_has_a_check() =>
        StubText.Should().Contain($"known=' {string.Join(' ', HookNames.Checked)} '");

    [Fact]
    public void Outside_a_repository_there_is_a_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("secretsentry-none-");
        var install = () => Install(folder.FullName, "pre-commit", "/a");
        install.Should().Throw<GitException>().Where(e => e.Kind == GitErrorKind.NotARepository);
        folder.Delete();
    }

    private static readonly HookTexts Texts = new(StubText, Text("joined.sh"), Text("joined-first.sh"), Text("joined-push.sh"),
        Text("lefthook.sh"));

    private static HookChange Install(string directory, string hook, string program) =>
        new HookInstaller(Request(directory, hook, program)).Install().Single();

    private static HookChange Uninstall(string directory, string hook) =>
        new HookInstaller(Request(directory, hook, "/a")).Uninstall().Single();

    private static HookRequest Request(string directory, string hook, string program) => new()
    {
        Directory = directory,
        Hooks = [hook],
        Program = new(program),
        Texts = Texts,
    };

    private static string HookPath(TempRepository repository) => repository.PathOf(".git/hooks/pre-commit");

    private static void Foreign(TempRepository repository, string text)
    {
        File.Delete(HookPath(repository));
        repository.Write(".git/hooks/pre-commit", text);
        File.SetUnixFileMode(HookPath(repository), Executable);
    }

    private static string Program(TempRepository repository, string name, string text)
    {
        repository.Write(name, "#!/bin/sh\n" + text + "\n");
        File.SetUnixFileMode(repository.PathOf(name), Executable);
        return repository.PathOf(name);
    }

    private static string Text(string name) => File.ReadAllText(Path.Combine(TestPaths.Top, "hooks", name));
}
