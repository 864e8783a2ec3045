namespace SecretSentry.EndToEnd.Hooks;

/// <summary>Tests <c>pre-commit run</c>: what the user names is checked, whatever the configuration says about names of files.</summary>
public class FrameworkRunTests
{
    private const string WithoutNames =
        "repos:\n- repo: local\n  hooks:\n  - {id: ss, name: ss, language: system, entry: secretsentry hook pre-commit, "
        + "pass_filenames: false, always_run: true}\n";

    private const string WithNames =
        "repos:\n- repo: local\n  hooks:\n  - {id: ss, name: ss, language: system, entry: secretsentry hook pre-commit --, "
        + "require_serial: true, always_run: true}\n";

    private const string AtPush =
        "repos:\n- repo: local\n  hooks:\n  - {id: ss, name: ss, language: system, entry: secretsentry hook pre-push, "
        + "pass_filenames: false, always_run: true}\n";

    [Theory]
    [InlineData(WithoutNames, "--all-files", true)]
    [InlineData(WithoutNames, "--files sub/s.txt", true)]
    [InlineData(WithoutNames, "--from-ref HEAD~1 --to-ref HEAD", true)]
    [InlineData(WithoutNames, "--from-ref HEAD --to-ref HEAD~1", false)]
    [InlineData(WithNames, "--all-files", true)]
    [InlineData(WithNames, "--files sub/s.txt", true)]
    [InlineData(WithNames, "--files a.txt", false)]
    [InlineData(WithNames, "--files a.txt sub/s.txt", true)]
    [InlineData(WithNames, "--from-ref HEAD~1 --to-ref HEAD", true)]
    [InlineData(WithNames, "--from-ref HEAD~2 --to-ref HEAD~1", false)]
    [InlineData(WithNames, "--hook-stage manual --all-files", true)]
    [InlineData(AtPush, "--all-files", true)]
    [InlineData(AtPush, "--hook-stage push --all-files", true)]
    [InlineData(AtPush, "--hook-stage push --from-ref HEAD~1 --to-ref HEAD", true)]
    [InlineData(AtPush, "--hook-stage push --from-ref HEAD~2 --to-ref HEAD~1", false)]
    public void What_is_named_is_checked(string configuration, string options, bool isFound)
    {
        using var repository = Make(configuration);
        var run = repository.Sh($"pre-commit run {options}", GetEnvironment(repository));
        run.ExitCode.Should().Be(isFound ? 1 : 0, run.All);
        (isFound ? run.All.Should().Contain("sub/s.txt:1:8") : run.All.Should().NotContain("sub/s.txt"))
            .And.NotMatchRegex("gh" + "p_[A-Za-z0-9]{30}");
    }

    [Fact]
    public void Work_that_is_not_staged_is_checked_when_it_is_named()
    {
        using var repository = Make(WithNames);
        repository.Write("a.txt", Scenario.Secret(962));
        repository.Sh("pre-commit run --files a.txt", GetEnvironment(repository)).All.Should().Contain("a.txt:1:8");
    }

    [Theory]
    [InlineData(WithoutNames)]
    [InlineData(WithNames)]
    public void A_commit_is_checked_by_its_new_lines_alone(string configuration)
    {
        using var repository = Make(configuration);
        var environment = GetEnvironment(repository);
        repository.Sh("pre-commit install", environment).ExitCode.Should().Be(0);
        repository.Stage("sub/s.txt", Scenario.Secret(961) + "more\n");
        repository.TryGit(environment, "commit", "-m", "x").ExitCode.Should().Be(0);
        repository.Write("sub/s.txt", Scenario.Secret(961) + "more\n" + Scenario.Secret(963));
        var refused = repository.TryGit(environment, "commit", "-am", "x");
        refused.ExitCode.Should().Be(1);
        refused.All.Should().Contain("sub/s.txt:3:8").And.NotContain("sub/s.txt:1:8");
    }

    [Fact]
    public void Named_files_are_checked_without_the_framework_as_well()
    {
        using var repository = Make(WithNames);
        Programs.Start(Programs.Secretsentry, repository.Folder, ["hook", "pre-commit", "--", "sub/s.txt"]).MustBeRefused("sub/s.txt:1:8");
        Programs.Start(Programs.Secretsentry, repository.Folder, ["hook", "pre-commit", "--", "a.txt"]).MustPass();
    }

    private static TempRepository Make(string configuration)
    {
        var repository = new TempRepository();
        repository.Write(".pre-commit-config.yaml", configuration);
        repository.Write("a.txt", "clean\n");
        repository.Git("add", ".");
        repository.Commit("first");
        repository.CommitUnchecked("b.txt", "clean\n");
        repository.CommitUnchecked("sub/s.txt", Scenario.Secret(961));
        return repository;
    }

    private static (string, string)[] GetEnvironment(TempRepository repository) =>
    [
        ("PRE_COMMIT_HOME", Path.Combine(repository.Folder, ".git", "pre-commit-home")),
        ("PATH", $"{Path.GetDirectoryName(Programs.Secretsentry)}:{Environment.GetEnvironmentVariable("PATH")}"),
    ];
}
