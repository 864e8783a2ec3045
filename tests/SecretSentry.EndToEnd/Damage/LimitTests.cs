using System.Text.RegularExpressions;

namespace SecretSentry.EndToEnd.Damage;

/// <summary>
/// Each limit of docs/limits.md, made so small that an ordinary repository exceeds it: the answer names the limit, and it is an error or a
/// gap, never clean.
/// </summary>
public partial class LimitTests
{
    private static readonly string[] History = ["scan", "--history", "--no-progress", "--no-cache"];
    private static readonly string[] Range = ["scan", "--range", "HEAD~1..HEAD", "--no-progress"];

    private static readonly Dictionary<string, Case> Cases = new(StringComparer.Ordinal)
    {
        ["git-line"] = new("git-line=1", Range),
        ["git-settings"] = new("git-settings=1", Range),
        ["git-names"] = new("git-names=1", Range) { Prepare = repository => repository.Git("pack-refs", "--all") },
        ["git-index"] = new("git-index=1", Range),
        ["git-text"] = new("git-text=1", History),
        ["configuration"] = new("configuration=1", ["scan", "."])
        {
            Prepare = repository => repository.Write(".secretsentry.toml", "threads = 1\n"),
        },
        ["records"] = new("records=1", ["scan", "."]) { Prepare = repository => repository.Write(".secretsentry-ignore", "# nothing\n") },
        ["hook"] = new("hook=1", ["uninstall"]) { Prepare = repository => repository.Secretsentry("install") },
        ["purge-records"] = new("purge-records=1", ["hook", "pre-push", "origin", "/nowhere"])
        {
            Prepare = repository => repository.Write(".git/secretsentry/purged.json", "[]\n"),
            Input = repository => $"refs/heads/x {repository.Git("rev-parse", "HEAD").Trim()} refs/heads/x {new string('0', 40)}\n",
        },
        ["report"] = new("report=1", ["report", "merge", "a.json"]) { Prepare = repository => repository.Write("a.json", "{}\n") },
        ["message"] = new("message=1", ["hook", "commit-msg", "message"])
        {
            Prepare = repository => repository.Write("message", "a message\n"),
        },
        ["content"] = new("content=1", ["explain", "folder/a.txt:1"]),
        ["text-object"] = new("text-object=1", History),
        ["delta-object"] = new("delta-object=1 delta-ratio=0", History) { Prepare = MakeLargeDelta },
        ["delta-ratio"] = new("delta-object=0 delta-ratio=1", History) { Prepare = MakeLargeDelta },
        ["paths"] = new("paths=0 paths-per-object=0", History),
        ["paths-per-object"] = new("paths=1 paths-per-object=0", History),
        ["range-paths"] = new("range-paths=0", Range) { Prepare = MakeManyPaths },
        ["path-length"] = new("path-length=3", Range),
        ["folder-depth"] = new("folder-depth=0", Range),
        ["parents"] = new("parents=0", Range),
        ["places"] = new("places=1", History) { Prepare = AddSecret, ExitCode = 1 },
        ["globs"] = new("globs=0", ["scan", "."])
        {
            Prepare = repository => repository.Write(".secretsentry.toml", "exclude = [\"x\"]\n"),
        },
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_exceeds_a_limit_is_an_error_or_a_gap_that_names_it(string name)
    {
        using var repository = new TempRepository();
        repository.Write("folder/a.txt", "one\n");
        repository.Git("add", ".");
        repository.Commit("first");
        repository.Write("folder/a.txt", "two\n");
        repository.Git("add", ".");
        repository.Commit("second");
        var test = Cases[name];
        test.Prepare?.Invoke(repository);
        var input = System.Text.Encoding.UTF8.GetBytes(test.Input?.Invoke(repository) ?? "");
        var run = Programs.Start(Programs.Secretsentry, repository.Folder, test.Arguments, [("SECRETSENTRY_LIMITS", test.Limits)], input);
        run.ExitCode.Should().BeOneOf([test.ExitCode ?? 3, test.ExitCode ?? 2], run.All);
        run.All.Should().Contain(name);
    }

    [Fact]
    public void Every_limit_of_the_documentation_has_a_test() =>
        FindRow().Matches(File.ReadAllText(Path.Combine(Programs.Top, "docs", "limits.md"))).Select(row => row.Groups[1].Value)
            .Should().BeEquivalentTo(Cases.Keys);

    [Theory]
    [InlineData("nothing=1", "the limit 'nothing' is not known")]
    [InlineData("paths", "'paths' has no valid number")]
    [InlineData("paths=-1", "'paths=-1' has no valid number")]
    [InlineData("paths=1T", "'paths=1T' has no valid number")]
    [InlineData("paths=99999999999999999999", "has no valid number")]
    public void A_limit_that_is_not_valid_is_an_error(string limits, string says)
    {
        using var repository = new TempRepository();
        foreach (var arguments in new[] { ["scan", "."], new[] { "hook", "pre-commit" } })
        {
            var run = Programs.Start(Programs.Secretsentry, repository.Folder, arguments, [("SECRETSENTRY_LIMITS", limits)]);
            run.ExitCode.Should().Be(2, run.All);
            run.All.Should().Contain(says);
        }
    }

    private static void AddSecret(TempRepository repository)
    {
        repository.Write("settings.env", $"AWS_SECRET_ACCESS_KEY={Generate.Random(40, 7)}\n");
        repository.Git("add", ".");
        repository.Commit("a secret");
        repository.Git("rm", "-q", "settings.env");
        repository.Commit("removed");
        repository.Git("revert", "--no-edit", "HEAD");
    }

    /// <summary>Two versions of a file of 40 MB, of which one is a delta.</summary>
    private static void MakeLargeDelta(TempRepository repository)
    {
        var random = new Random(1);
        var text = string.Concat(Enumerable.Range(0, 1_000_000)
            .Select(_ => $"{random.Next():x8} {random.Next():x8} words that are no secret\n"));
        foreach (var start in new[] { "first\n", "second\n" })
        {
            repository.Write("large.txt", start + text);
            repository.Git("-c", "core.compression=1", "add", ".");
            repository.Commit(start);
        }

        repository.Git("repack", "-q", "-a", "-d", "--window=5");
    }

    /// <summary>A tree of 4,096 paths in five objects.</summary>
    private static void MakeManyPaths(TempRepository repository)
    {
        var blob = repository.Git("rev-parse", "HEAD:folder/a.txt").Trim();
        var level = Programs.Start("git", repository.Folder, ["mktree"],
            input: System.Text.Encoding.ASCII.GetBytes($"100644 blob {blob}\tf\n")).Output.Trim();
        for (var depth = 0; depth < 4; depth++)
        {
            var lines = string.Concat(Enumerable.Range(0, 8).Select(number => $"040000 tree {level}\td{number}\n"));
            level = Programs.Start("git", repository.Folder, ["mktree"], input: System.Text.Encoding.ASCII.GetBytes(lines)).Output.Trim();
        }

        var commit = repository.Git("commit-tree", "-m", "many", "-p", "HEAD", level).Trim();
        repository.Git("reset", "-q", "--soft", commit);
    }

    [GeneratedRegex("^\\| `([a-z-]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex FindRow();

    private sealed record Case(string Limits, string[] Arguments)
    {
        public Action<TempRepository>? Prepare { get; init; }

        public Func<TempRepository, string>? Input { get; init; }

        public int? ExitCode { get; init; }
    }
}
