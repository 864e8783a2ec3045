using System.Text.Json;

namespace SecretSentry.EndToEnd.Verdicts;

/// <summary>The configuration, the records and the paths of a repository count, wherever the program was started.</summary>
public class OwnConfigurationTests
{
    /// <summary>How the same repository is named from the folder <c>elsewhere</c> beside it, or from within it.</summary>
    public static TheoryData<string, string> Places => new()
    {
        { ".", "ABSOLUTE" },
        { "../elsewhere", "../project" },
        { "../elsewhere", "../project/" },
        { "../elsewhere", "-C ../project" },
        { "sub", "." },
        { "sub", ".." },
        { "sub", "-C .." },
        { ".", "sub" },
        { ".", "./sub/" },
        { "../elsewhere", "../project/sub" },
        { "../elsewhere", "ABSOLUTE/sub/s.txt" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Configuration_records_and_paths_apply(string start, string named)
    {
        using var parent = new TempRepository();
        var project = Path.Combine(parent.Folder, "project");
        var folder = Path.GetFullPath(start, project);
        CreateProject(project);
        Directory.CreateDirectory(Path.Combine(parent.Folder, "elsewhere"));
        string[] words = [.. named.Replace("ABSOLUTE", project, StringComparison.Ordinal).Split(' ')];
        var found = Read(Programs.Start(Programs.Secretsentry, folder, ["scan", .. words, "--format", "jsonl"]));
        found.Should().Contain(("aws-access-key-id", "sub/s.txt")).And.OnlyContain(one => one.File == "sub/s.txt");
        found.Should().Contain(("acme", "sub/s.txt"), "the rule is the project's own");
        var sarif = Programs.Start(Programs.Secretsentry, folder, ["scan", .. words, "--format", "sarif"]).Output;
        sarif.Should().Contain("\"sub/s.txt\"").And.NotContain("file://").And.NotContain("../");
    }

    [Fact]
    public void The_history_of_a_named_repository_is_judged_by_its_own_records()
    {
        using var parent = new TempRepository();
        var project = Path.Combine(parent.Folder, "project");
        CreateProject(project);
        Programs.Start("git", project, ["add", "."]).ExitCode.Should().Be(0);
        Programs.Start("git", project, ["-c", "user.name=A", "-c", "user.email=a@example.invalid", "commit", "-q", "-m", "all"]).ExitCode
            .Should().Be(0);
        var found = Read(parent.Secretsentry("scan", "--history", "project", "--format", "jsonl", "--no-progress"));
        found.Should().BeEquivalentTo([("aws-access-key-id", "sub/s.txt"), ("acme", "sub/s.txt")]);
    }

    [Fact]
    public void Two_repositories_named_at_once_keep_their_own_rules()
    {
        using var parent = new TempRepository();
        foreach (var name in new[] { "one", "two" })
        {
            CreateProject(Path.Combine(parent.Folder, name));
        }

        File.Delete(Path.Combine(parent.Folder, "two", ".secretsentry.toml"));
        var run = parent.Secretsentry("scan", "one", "two", "--format", "jsonl");
        Read(run).Count(one => one.Rule == "acme").Should().Be(1);
        run.Output.Should().Contain("\"repository\"");
    }

    private static (string Rule, string File)[] Read(Run run) => [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Select(one => (one.GetProperty("rule").GetString()!, one.GetProperty("file").GetString()!)).Distinct()];

    /// <summary>Creates a project with a rule of its own, an accepted key, an excluded folder and a finding in a subfolder.</summary>
    private static void CreateProject(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        Directory.CreateDirectory(Path.Combine(folder, "sub", "skipped"));
        Programs.Start("git", folder, ["init", "-q", "-b", "main"]).ExitCode.Should().Be(0);
        var accepted = Generate.AwsKeyId(2);
        File.WriteAllText(Path.Combine(folder, "sub", "t.txt"), $"key {accepted}\n");
        Programs.Start(Programs.Secretsentry, folder, ["baseline", "create", "--reason", "test"]).ExitCode.Should().Be(0);
        File.WriteAllText(Path.Combine(folder, "sub", "s.txt"), $"key {Generate.AwsKeyId(1)}\ncontent 7\n");
        File.WriteAllText(Path.Combine(folder, "sub", "skipped", "u.txt"), $"key {Generate.AwsKeyId(3)}\n");
        File.WriteAllText(Path.Combine(folder, ".secretsentry.toml"),
            "exclude = ['sub/skipped/**']\n[[rules]]\nid = 'acme'\nregex = '''content ([0-9])'''\npath = '''^sub/'''\n");
    }
}
