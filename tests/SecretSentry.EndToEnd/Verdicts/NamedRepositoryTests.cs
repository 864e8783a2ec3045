namespace SecretSentry.EndToEnd.Verdicts;

/// <summary>What the command line names is scanned, whatever repository git passed in the environment.</summary>
public class NamedRepositoryTests
{
    public static TheoryData<string> Variables =>
        ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE", "all"];

    [Theory]
    [MemberData(nameof(Variables))]
    public void A_repository_that_was_named_is_the_one_that_is_scanned(string variable)
    {
        using var dirty = new TempRepository();
        using var clean = new TempRepository();
        clean.Commit("c.txt", "clean\n");
        dirty.Commit("a.txt", "clean so far\n");
        dirty.Write("s.txt", $"key {Generate.AwsKeyId(1)}\n");
        dirty.Git("add", "s.txt");
        clean.Write("list", dirty.Folder + "\n");
        var environment = CreateEnvironment(clean, variable);
        foreach (var arguments in new string[][] { ["--staged", "-C", dirty.Folder], ["-C", dirty.Folder], [dirty.Folder],
            ["--history", "-C", dirty.Folder], ["--history", dirty.Folder], ["--repos-from", "list"] })
        {
            clean.Secretsentry(environment, ["scan", .. arguments, "--no-progress"]).ExitCode.Should()
                .Be(1, "{0} with {1}", string.Join(' ', arguments), variable);
        }
    }

    [Fact]
    public void Without_a_name_the_inherited_repository_counts()
    {
        using var dirty = new TempRepository();
        using var clean = new TempRepository();
        dirty.Commit("s.txt", $"key {Generate.AwsKeyId(1)}\n");
        clean.Secretsentry([("GIT_DIR", Path.Combine(dirty.Folder, ".git"))], "scan", "--history", "--no-progress").ExitCode.Should().Be(1);
    }

    [Fact]
    public void Other_commands_work_in_the_repository_that_was_named()
    {
        using var named = new TempRepository();
        using var other = new TempRepository();
        other.Commit("c.txt", "clean\n");
        named.Commit("s.txt", $"key {Generate.AwsKeyId(1)}\n");
        var environment = CreateEnvironment(other, "all");
        other.Secretsentry(environment, "install", "-C", named.Folder).ExitCode.Should().Be(0);
        File.Exists(Path.Combine(named.Folder, ".git", "hooks", "pre-commit")).Should().BeTrue();
        File.Exists(Path.Combine(other.Folder, ".git", "hooks", "pre-commit")).Should().BeFalse();
        other.Secretsentry(environment, "doctor", "-C", named.Folder).ExitCode.Should().Be(0);
        other.Secretsentry(environment, "baseline", "create", "-C", named.Folder, "--history", "--reason", "test").Output.Should()
            .Contain("1");
        File.Exists(Path.Combine(named.Folder, ".secretsentry-ignore")).Should().BeTrue();
        other.Secretsentry(environment, "uninstall", "-C", named.Folder).ExitCode.Should().Be(0);
        File.Exists(Path.Combine(named.Folder, ".git", "hooks", "pre-commit")).Should().BeFalse();
    }

    private static (string, string)[] CreateEnvironment(TempRepository repository, string variable)
    {
        var git = Path.Combine(repository.Folder, ".git");
        (string, string)[] all = [("GIT_DIR", git), ("GIT_WORK_TREE", repository.Folder), ("GIT_INDEX_FILE", Path.Combine(git, "index")),
            ("GIT_OBJECT_DIRECTORY", Path.Combine(git, "objects")), ("GIT_COMMON_DIR", git), ("GIT_NAMESPACE", "elsewhere")];
        return variable == "all" ? all : [.. all.Where(pair => pair.Item1 == variable)];
    }
}
