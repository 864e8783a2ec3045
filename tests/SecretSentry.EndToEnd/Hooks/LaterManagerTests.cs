namespace SecretSentry.EndToEnd.Hooks;

/// <summary>
/// Tests what is left when another program took over the hooks after ours were installed: nothing of ours runs any more, and the user's own
/// hook is where it would be without us.
/// </summary>
public class LaterManagerTests
{
    private const string Theirs = "#!/bin/sh\necho theirs >>.git/theirs.log\n";

    private static readonly string NodeModules = Path.Combine(Programs.Managers, "node_modules");

    private static readonly (string, string)[] WithLefthook =
        [("PATH", $"{NodeModules}/.bin:{Environment.GetEnvironmentVariable("PATH")}")];

    [Theory]
    [InlineData("husky", false, false)]
    [InlineData("husky", true, false)]
    [InlineData("husky", true, true)]
    [InlineData("lefthook", false, false)]
    [InlineData("lefthook", true, false)]
    [InlineData("lefthook", true, true)]
    [InlineData("framework", false, false)]
    [InlineData("framework", true, false)]
    [InlineData("framework", true, true)]
    [InlineData("rename", false, false)]
    [InlineData("rename", true, false)]
    public void Uninstalling_after_another_manager_came_leaves_what_it_would_have_left(string manager, bool hasHook, bool installsAgain)
    {
        using var expected = Make(hasHook);
        Take(manager, expected);
        using var repository = Make(hasHook);
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        Take(manager, repository);
        if (installsAgain)
        {
            var again = repository.Secretsentry("install");
            again.ExitCode.Should().Be(0, again.All);
        }

        var run = repository.Secretsentry("uninstall");
        run.ExitCode.Should().Be(0, run.All);
        Describe(repository).Should().Be(Describe(expected));
        repository.Sh("grep -rl secretsentry . --include='*' 2>/dev/null | grep -v '^./.git/[^h]' ; true").Output.Should().BeEmpty();
        repository.Stage("a.txt", Scenario.Secret(941));
        repository.TryGit(WithLefthook, "commit", "-m", "x").All.Should().NotContain("secretsentry");
    }

    [Fact]
    public void A_users_hook_still_runs_when_the_framework_comes_later()
    {
        using var repository = Make(hasHook: true);
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        Take("framework", repository);
        repository.Stage("a.txt", "clean\n");
        repository.TryCommit().ExitCode.Should().Be(0);
        File.Exists(Path.Combine(repository.Folder, ".git/theirs.log")).Should().BeTrue();
    }

    [Fact]
    public void Lines_in_the_scripts_of_a_manager_that_is_gone_are_taken_out()
    {
        using var repository = Make(hasHook: false);
        Take("husky", repository);
        repository.Script(".husky/pre-commit", "echo husky\n");
        repository.Secretsentry("install").Output.Should().Contain("pre-commit: joined to husky");
        repository.Git("config", "--unset", "core.hooksPath");
        var run = repository.Secretsentry("uninstall");
        run.ExitCode.Should().Be(0, run.All);
        repository.Read(".husky/pre-commit").Should().Be("echo husky\n");
    }

    [Fact]
    public void A_hook_that_was_edited_under_its_new_name_is_not_lost()
    {
        using var repository = Make(hasHook: false);
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        Take("rename", repository);
        File.AppendAllText(Path.Combine(repository.Folder, ".git/hooks/pre-commit.old"), "echo by hand\n");
        var run = repository.Secretsentry("uninstall");
        run.ExitCode.Should().Be(2, run.All);
        run.Output.Should().Contain("the hook was edited since it was installed");
        repository.Secretsentry("uninstall", "--force").ExitCode.Should().Be(0);
        File.Exists(Path.Combine(repository.Folder, ".git/hooks/pre-commit.old")).Should().BeFalse();
    }

    [Fact]
    public void A_copy_in_a_folder_of_hooks_is_removed()
    {
        using var repository = Make(hasHook: false);
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Sh("mkdir .git/hooks/pre-push.d && mv .git/hooks/pre-push .git/hooks/pre-push.d/10-secretsentry && "
            + "printf '#!/bin/sh\\n' >.git/hooks/pre-push").ExitCode.Should().Be(0);
        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);
        File.Exists(Path.Combine(repository.Folder, ".git/hooks/pre-push.d/10-secretsentry")).Should().BeFalse();
        repository.Read(".git/hooks/pre-push").Should().Be("#!/bin/sh\n");
    }

    private static TempRepository Make(bool hasHook)
    {
        var repository = new TempRepository();
        repository.Write("lefthook.yml", "pre-commit:\n  commands:\n    x:\n      run: 'true'\n");
        repository.Write(".pre-commit-config.yaml", "repos: []\n");
        repository.Git("add", ".");
        repository.Commit("first");
        if (hasHook)
        {
            repository.Script(".git/hooks/pre-commit", Theirs);
        }

        return repository;
    }

    private static void Take(string manager, TempRepository repository)
    {
        var run = repository.Sh(manager switch
        {
            "husky" => $"node {NodeModules}/husky/bin.js",
            "lefthook" => "lefthook install",
            "framework" => "pre-commit install",
            _ => "[ ! -e .git/hooks/pre-commit ] || mv .git/hooks/pre-commit .git/hooks/pre-commit.old; "
                + "printf '#!/bin/sh\\nexit 0\\n' >.git/hooks/pre-commit; chmod +x .git/hooks/pre-commit",
        }, WithLefthook);
        run.ExitCode.Should().Be(0, run.All);
    }

    /// <summary>Returns the hooks, with each file's content.</summary>
    private static string Describe(TempRepository repository) => repository.Sh(
        "git config --get-all core.hooksPath; for f in lefthook-local.yml $(find .husky .git/hooks .git/secretsentry -type f 2>/dev/null "
        + "| grep -v sample | sort); do [ -e $f ] && echo $f && sed \"s#$PWD#TOP#g\" $f; done").Output;
}
