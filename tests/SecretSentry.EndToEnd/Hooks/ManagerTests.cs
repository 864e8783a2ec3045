namespace SecretSentry.EndToEnd.Hooks;

/// <summary>
/// Tests real hook managers. husky and lefthook are from npm. SECRETSENTRY_NODE_MODULES names a folder with their node_modules, which
/// tests/managers.sh makes. Husky.Net is from NuGet and is next to that folder. pre-commit and Git LFS are from Debian.
/// </summary>
public class ManagerTests
{
    private static readonly string NodeModules = Path.Combine(Programs.Managers, "node_modules");

    [Fact]
    public void Install_adds_our_hooks_to_husky_and_uninstall_restores_it()
    {
        using var repository = new TempRepository();
        repository.Git("commit", "-q", "--allow-empty", "-m", "first");
        repository.Sh($"node {NodeModules}/husky/bin.js").ExitCode.Should().Be(0);
        repository.Write(".husky/pre-commit", "echo husky ran >>husky.log\n[ ! -e refuse ] || exit 3");
        repository.Write(".husky/pre-push", "cat >>husky.log\n");
        repository.AddRemote("origin");
        var before = InstallIntoHusky(repository);
        File.Exists(Path.Combine(repository.Folder, "husky.log")).Should().BeFalse("doctor runs only our hook");
        CheckBothHooks(repository, "husky.log", "husky ran");
        repository.TryGit("commit", "--allow-empty", "-m", Scenario.Secret(802)).MustBeRefused("the commit message");
        repository.TryGit("push", "-q", "origin", "main").MustPass();
        repository.Read("husky.log").Should().Contain("refs/heads/main");
        repository.CommitUnchecked("c.txt", Scenario.Secret(803));
        repository.TryGit("push", "-q", "origin", "main").MustBeRefused("c.txt:1:");

        UninstallFromHusky(repository, before);
    }

    [Theory]
    [InlineData(".config/husky")]
    [InlineData("frontend/git-hooks")]
    public void Husky_is_recognized_in_any_folder(string folder)
    {
        using var repository = new TempRepository();
        repository.Git("commit", "-q", "--allow-empty", "-m", "first");
        repository.Sh($"mkdir -p {folder} && node {NodeModules}/husky/bin.js {folder}").ExitCode.Should().Be(0);
        repository.Write($"{folder}/pre-commit", "echo husky ran >>husky.log\n");
        var before = repository.Snapshot(folder, ".git/hooks", ".git/config");
        repository.Secretsentry("install").Output.Should().Contain("pre-commit: joined to husky");
        repository.Sh($"node {NodeModules}/husky/bin.js {folder}").ExitCode.Should().Be(0); // npm runs it at every installation
        repository.Secretsentry("doctor").ExitCode.Should().Be(0);
        repository.Stage("b.txt", Scenario.Secret(816));
        repository.TryCommit().MustBeRefused("b.txt:1:");
        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);
        repository.Snapshot(folder, ".git/hooks", ".git/config").Should().Be(before);
    }

    /// <summary>As <c>git lfs update --force</c> does.</summary>
    [Fact]
    public void A_hook_that_its_tool_wrote_again_is_kept_again()
    {
        using var repository = new TempRepository();
        repository.Git("commit", "-q", "--allow-empty", "-m", "first");
        repository.AddRemote("origin");
        const string hook = "#!/bin/sh\necho theirs >>.git/theirs.log\n";
        repository.Sh($"printf '{hook}' >.git/hooks/pre-push && chmod +x .git/hooks/pre-push").ExitCode.Should().Be(0);
        var before = repository.Snapshot(".git/hooks");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Sh($"printf '{hook}' >.git/hooks/pre-push").ExitCode.Should().Be(0);
        repository.Secretsentry("doctor").ExitCode.Should().Be(1);
        var again = repository.Secretsentry("install");
        again.ExitCode.Should().Be(0, again.All);
        repository.Secretsentry("doctor").ExitCode.Should().Be(0);
        repository.TryGit("push", "-q", "origin", "main").MustPass();
        repository.Read(".git/theirs.log").Should().Contain("theirs");
        repository.CommitUnchecked("c.txt", Scenario.Secret(817));
        repository.TryGit("push", "-q", "origin", "main").MustBeRefused("c.txt:1:");
        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);
        repository.Snapshot(".git/hooks").Should().Be(before);
    }

    [Fact]
    public void Install_adds_our_hooks_to_Husky_Net_and_uninstall_restores_it()
    {
        using var repository = new TempRepository();
        repository.Git("commit", "-q", "--allow-empty", "-m", "first");
        var husky = Path.Combine(Programs.Managers, "dotnet", "husky");
        repository.Sh($"{husky} install && {husky} add pre-commit -c 'echo husky ran >>.git/husky.log; [ ! -e refuse ] || exit 3'")
            .ExitCode.Should().Be(0);
        repository.Git("config", "core.hooksPath").Trim().Should().Be(".husky");
        var before = InstallIntoHusky(repository);
        CheckBothHooks(repository, ".git/husky.log", "husky ran");

        UninstallFromHusky(repository, before);
    }

    [Fact]
    public void Install_adds_our_hooks_to_lefthook_and_uninstall_restores_it()
    {
        using var repository = new TempRepository();
        (string, string)[] path = [("PATH", $"{NodeModules}/.bin:{Environment.GetEnvironmentVariable("PATH")}")];
        repository.Write("lefthook.yml", "pre-commit:\n  commands:\n    theirs:\n      run: echo lefthook ran >>lefthook.log\n");
        repository.Stage("a.txt", "clean\n");
        repository.Commit("first");
        repository.Sh("lefthook install", path).ExitCode.Should().Be(0);
        repository.Write(".git/info/exclude", "lefthook.log\n");
        var before = repository.Snapshot("lefthook*.yml", ".git/hooks", ".git/config");

        repository.Secretsentry("install").Output.Should().Contain("pre-commit: joined to lefthook").And.Contain("pre-push: installed");
        repository.Secretsentry("install").Output.Should().Contain("pre-commit: already joined");
        Programs.Start(Programs.Secretsentry, repository.Folder, ["doctor"], path).ExitCode.Should().Be(0);
        repository.Stage("b.txt", Scenario.Secret(811));
        var refused = repository.TryGit(path, "commit", "-m", "x");
        refused.ExitCode.Should().Be(1);
        refused.All.Should().Contain("commit blocked - 1 secret in 1 staged file").And.Contain("b.txt:1:8");
        repository.Stage("b.txt", "clean\n");
        repository.TryGit(path, "commit", "-m", "x").ExitCode.Should().Be(0);
        repository.Read("lefthook.log").Should().Contain("lefthook ran");

        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);
        repository.Snapshot("lefthook*.yml", ".git/hooks", ".git/config").Should().Be(before);
        repository.Stage("c.txt", Scenario.Secret(812));
        repository.TryGit(path, "commit", "-m", "x").ExitCode.Should().Be(0);
    }

    /// <summary>
    /// lefthook skips a command when the branch at HEAD has no new files for the remote, or no staged file is a regular file. The secret is
    /// in what it then does not look at. In the last case lefthook stages what a formatter changed after all its jobs have run.
    /// </summary>
    [Theory]
    [InlineData("git checkout -qb feature && echo SECRET >b && git add b && git commit -qnm x && git checkout -q main",
        "git push -q origin feature")]
    [InlineData("git tag -a v1 -m SECRET", "git push -q origin v1")]
    [InlineData("echo SECRET >b && git add b && git commit -qnm x && git rm -q b && git commit -qnm y", "git push -q origin main")]
    [InlineData("git checkout -qb a && git commit -q --allow-empty -nm SECRET && git checkout -q main", "git push -q origin a:b")]
    [InlineData("ln -s SECRET link && git add link", "git commit -qm x")]
    [InlineData("echo clean >b && git add b && echo SECRET >.git/formatted && git commit -qm x", "git push -q origin main")]
    public void Lefthook_does_not_skip_our_check(string before, string refused)
    {
        using var repository = new TempRepository();
        (string, string)[] path = [("PATH", $"{NodeModules}/.bin:{Environment.GetEnvironmentVariable("PATH")}")];
        repository.Write("lefthook.yml", "pre-commit:\n  commands:\n    format:\n      run: '[ ! -f .git/formatted ] || "
            + "cp .git/formatted b'\n      stage_fixed: true\npre-push:\n  commands:\n    theirs:\n      run: 'true'\n");
        repository.Stage("a.txt", "clean\n");
        repository.Commit("first");
        repository.Sh("git init -q --bare .git/other && git remote add origin .git/other && git push -q origin main").ExitCode
            .Should().Be(0);
        repository.Sh("lefthook install", path).ExitCode.Should().Be(0);
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        Programs.Start(Programs.Secretsentry, repository.Folder, ["doctor"], path).ExitCode.Should().Be(0);
        var secret = Scenario.Secret(813);
        repository.Sh($"{before.Replace("SECRET", $"'{secret.Trim()}'", StringComparison.Ordinal)}", path).ExitCode.Should().Be(0);
        var run = repository.Sh(refused, path);
        run.ExitCode.Should().NotBe(0, run.All);
        run.All.Should().Contain("blocked");
        repository.Git("-C", ".git/other", "for-each-ref").Should().NotContain("feature").And.NotContain("v1").And.NotContain("/b");
    }

    [Theory]
    [InlineData("source_dir_local: .mine", ".mine")]
    [InlineData("source_dir_local: \"sub/mine/\" # ours", "sub/mine")]
    [InlineData("source_dir_local: ../elsewhere", null)]
    [InlineData("source_dir_local: /tmp/elsewhere", null)]
    [InlineData("source_dir_local: linked", null)]
    public void Our_script_is_in_the_folder_of_local_scripts_if_it_is_in_the_repository(string setting, string? folder)
    {
        using var repository = new TempRepository();
        (string, string)[] path = [("PATH", $"{NodeModules}/.bin:{Environment.GetEnvironmentVariable("PATH")}")];
        repository.Write("lefthook.yml", $"{setting}\npre-commit:\n  commands:\n    theirs:\n      run: 'true'\n");
        repository.Sh("ln -s .git linked && lefthook install", path).ExitCode.Should().Be(0);
        var run = repository.Secretsentry("install");
        if (folder is null)
        {
            run.ExitCode.Should().NotBe(0, run.All);
            run.All.Should().Contain("source_dir_local");
            File.Exists(Path.Combine(repository.Folder, "lefthook-local.yml")).Should().BeFalse();
            return;
        }

        run.ExitCode.Should().Be(0, run.All);
        File.Exists(Path.Combine(repository.Folder, folder, "pre-commit", "zz-secretsentry")).Should().BeTrue();
        repository.Stage("b.txt", Scenario.Secret(814));
        repository.Sh("git commit -qm x", path).All.Should().Contain("commit blocked");
        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);
        Directory.Exists(Path.Combine(repository.Folder, folder)).Should().BeFalse();
    }

    [Fact]
    public void A_local_lefthook_file_with_the_same_hook_is_not_changed()
    {
        using var repository = new TempRepository();
        (string, string)[] path = [("PATH", $"{NodeModules}/.bin:{Environment.GetEnvironmentVariable("PATH")}")];
        repository.Write("lefthook.yml", "pre-commit:\n  commands:\n    theirs:\n      run: 'true'\n");
        repository.Write("lefthook-local.yml", "pre-commit:\n  parallel: true\n");
        repository.Sh("lefthook install", path).ExitCode.Should().Be(0);
        var run = repository.Secretsentry("install");
        run.ExitCode.Should().Be(2);
        run.Output.Should().Contain("pre-commit: not joined").And.Contain("\"zz-secretsentry\":").And.Contain("--force");
        repository.Read("lefthook-local.yml").Should().Be("pre-commit:\n  parallel: true\n");

        repository.Write("lefthook-local.yml", "pre-commit:\n  parallel: true\n  scripts:\n    \"zz-secretsentry\":\n      runner: sh\n");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Stage("b.txt", Scenario.Secret(815));
        repository.TryGit(path, "commit", "-m", "x").All.Should().Contain("commit blocked");
    }

    [Fact]
    public void Install_adds_our_hooks_to_the_pre_commit_framework_and_uninstall_restores_it()
    {
        using var repository = new TempRepository();
        (string, string)[] home = [("PRE_COMMIT_HOME", Path.Combine(repository.Folder, ".git", "pre-commit-home"))];
        repository.Write(".pre-commit-config.yaml",
            "repos:\n- repo: local\n  hooks:\n  - id: theirs\n    name: theirs\n    language: system\n    entry: sh -c 'echo framework "
            + "ran >>framework.log'\n    pass_filenames: false\n    always_run: true\n");
        repository.Stage(".gitignore", "framework.log\n");
        repository.Git("add", ".");
        repository.Commit("first");
        repository.Sh("pre-commit install", home).ExitCode.Should().Be(0);
        var before = repository.Snapshot(".git/hooks", ".git/config", ".pre-commit-config.yaml");

        repository.Secretsentry("install").Output.Should().Contain("the pre-commit framework calls it before its own hooks");
        repository.Secretsentry("doctor").ExitCode.Should().Be(0);
        repository.Stage("b.txt", Scenario.Secret(821));
        repository.TryGit(home, "commit", "-m", "x").MustBeRefused("b.txt:1:");
        repository.Stage("b.txt", "clean\n");
        repository.TryGit(home, "commit", "-m", "x").MustPass();
        repository.Read("framework.log").Should().Contain("framework ran");
        repository.Sh("pre-commit install", home).ExitCode.Should().Be(0);
        repository.Secretsentry("doctor").ExitCode.Should().Be(0, "our hook stays when the framework is installed again");

        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);
        repository.Snapshot(".git/hooks", ".git/config", ".pre-commit-config.yaml").Should().Be(before);
    }

    [Fact]
    public void Our_hook_stays_when_the_pre_commit_framework_is_uninstalled()
    {
        using var repository = new TempRepository();
        repository.Write(".pre-commit-config.yaml", "repos: []\n");
        repository.Sh("pre-commit install").ExitCode.Should().Be(0);
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Sh("pre-commit uninstall").ExitCode.Should().Be(0);
        repository.Stage("b.txt", Scenario.Secret(822));
        repository.TryCommit().MustBeRefused("b.txt:1:");
        repository.Secretsentry("uninstall").Output.Should().Contain("pre-commit: removed");
    }

    [Fact]
    public void Install_chains_the_Git_LFS_hooks_and_uninstall_restores_them()
    {
        using var repository = new TempRepository();
        repository.AddRemote("origin");
        repository.Git("lfs", "install", "--local");
        var before = repository.Snapshot(".git/hooks");
        repository.Secretsentry("install").Output.Should()
            .Contain("pre-push: installed; the previous hook is kept and runs after secretsentry");
        repository.Git("lfs", "track", "*.big");
        repository.Write("a.big", "large\n");
        repository.Git("add", ".");
        repository.TryCommit().MustPass();
        repository.TryGit("push", "origin", "main").MustPass();
        repository.CommitUnchecked("c.txt", Scenario.Secret(831));
        repository.TryGit("push", "origin", "main").MustBeRefused("c.txt:1:");
        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);
        repository.Snapshot(".git/hooks").Should().Be(before);
    }

    [Fact]
    public void Our_manifest_works_in_the_pre_commit_framework()
    {
        using var manifest = new TempRepository();
        File.Copy(Path.Combine(Programs.Top, ".pre-commit-hooks.yaml"), Path.Combine(manifest.Folder, ".pre-commit-hooks.yaml"));
        manifest.Git("add", ".");
        manifest.Commit("manifest");
        using var repository = new TempRepository();
        repository.AddRemote("origin");
        (string, string)[] environment = [("PRE_COMMIT_HOME", Path.Combine(repository.Folder, ".git", "pre-commit-home")),
            ("PATH", $"{Path.GetDirectoryName(Programs.Secretsentry)}:{Environment.GetEnvironmentVariable("PATH")}")];
        repository.Write(".pre-commit-config.yaml",
            $"repos:\n- repo: {manifest.Folder}\n  rev: {manifest.Git("rev-parse", "HEAD").Trim()}\n  hooks:\n  - id: "
            + "secretsentry-system\n  - id: secretsentry-message-system\n  - id: secretsentry-push-system\n");
        repository.Git("add", ".");
        repository.Commit("first");
        repository.Sh("pre-commit install -t pre-commit -t commit-msg -t pre-push", environment).ExitCode.Should().Be(0);
        repository.Stage("b.txt", Scenario.Secret(841));
        Refused(repository.TryGit(environment, "commit", "-m", "x"), "b.txt:1:8");
        Refused(repository.TryGit(environment, "commit", "--allow-empty", "-m", Scenario.Secret(842)), "b.txt:1:8");
        repository.Git("reset", "-q", "--hard");
        Refused(repository.TryGit(environment, "commit", "--allow-empty", "-m", Scenario.Secret(842)), "commit message:1:8");
        repository.TryGit(environment, "commit", "--allow-empty", "-m", "clean").ExitCode.Should().Be(0);
        repository.TryGit(environment, "push", "-q", "origin", "main").ExitCode.Should().Be(0);
        repository.CommitUnchecked("c.txt", Scenario.Secret(843));
        Refused(repository.TryGit(environment, "push", "-q", "origin", "main"), "c.txt:1:8");

        static void Refused(Run run, string text)
        {
            run.ExitCode.Should().Be(1);
            run.All.Should().Contain(text).And.NotMatchRegex("gh" + "p_[A-Za-z0-9]{30}");
        }
    }

    [Fact]
    public void Exactly_one_project_makes_a_package()
    {
        // The framework installs every package that the build makes. A second package would break the installation.
        File.ReadAllText(Path.Combine(Programs.Top, "Directory.Build.props")).Should().Contain("<IsPackable>false</IsPackable>");
        Directory.GetFiles(Programs.Top, "*.csproj", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("<IsPackable>true</IsPackable>", StringComparison.Ordinal))
            .Select(Path.GetFileName).Should().Equal("SecretSentry.Cli.csproj");
    }

    /// <summary>Commits husky's files and installs into them. Returns the snapshot from before the installation.</summary>
    private static string InstallIntoHusky(TempRepository repository)
    {
        repository.Git("add", ".husky");
        repository.Commit("husky");
        var before = repository.Snapshot(".husky", ".git/hooks", ".git/config");

        repository.Secretsentry("install").Output.Should().Contain("pre-commit: joined to husky");
        repository.Secretsentry("install").Output.Should().Contain("pre-commit: already joined");
        repository.Secretsentry("doctor").ExitCode.Should().Be(0);
        return before;
    }

    private static void UninstallFromHusky(TempRepository repository, string before)
    {
        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);
        repository.Snapshot(".husky", ".git/hooks", ".git/config").Should().Be(before);
    }

    private static void CheckBothHooks(TempRepository repository, string log, string words)
    {
        repository.Stage("b.txt", Scenario.Secret(801));
        repository.TryCommit().MustBeRefused("b.txt:1:");
        repository.Read(log).Should().Contain(words);
        repository.Stage("b.txt", "clean\n");
        repository.TryCommit().MustPass();
        repository.Write("refuse", "");
        repository.TryCommit("--allow-empty").ExitCode.Should().Be(1);
        File.Delete(Path.Combine(repository.Folder, "refuse"));
    }
}
