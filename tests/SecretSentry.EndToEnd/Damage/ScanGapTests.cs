using SecretSentry.EndToEnd.Verdicts;

namespace SecretSentry.EndToEnd.Damage;

/// <summary>The gaps of scans of files, staged content, ranges and many repositories, and those that only a failing disk makes.</summary>
public class ScanGapTests
{
    /// <summary>What fails in a scan of the history: the call, the file or folder, and what the scan then says.</summary>
    private static readonly Dictionary<string, (string Call, string Path, string Says)> Faults = new(StringComparer.Ordinal)
    {
        ["packed-refs"] = ("open", "packed-refs", "'packed-refs' cannot be read"),
        ["a merge"] = ("open", "MERGE_HEAD", "'MERGE_HEAD' cannot be read"),
        ["a ref"] = ("open", "refs/heads/main", "'refs/heads/main' cannot be read"),
        ["a reflog"] = ("open", "logs/HEAD", "'logs/HEAD' cannot be read"),
        ["a folder of refs"] = ("list", "refs/heads", "'refs/heads/' cannot be read"),
        ["the configuration"] = ("open", "description", "NOT READ: .git/description"),
        ["a folder of the git directory"] = ("list", "info", "NOT READ: .git/"),
        ["a commit-graph"] = ("open", "objects/info/commit-graph", "commit-graph: "),
        ["a pack"] = ("open", "objects/pack", "pack-"),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_disk_does_not_give_is_a_gap(string name)
    {
        using var repository = CreateClean();
        repository.Git("commit-graph", "write", "--reachable");
        repository.Git("repack", "-q", "-d");
        repository.Git("pack-refs", "--all", "--no-prune");
        repository.Write(".git/MERGE_HEAD", repository.Git("rev-parse", "HEAD"));
        repository.Write(".git/description", "words\n");
        var (call, path, says) = Faults[name];
        ShouldSay(repository, FaultShim.Fail(call, Path.Combine(repository.Folder, ".git", path)), says, "--history");
    }

    [Fact]
    public void A_folder_and_a_file_that_the_disk_does_not_give_are_gaps()
    {
        using var repository = CreateClean();
        repository.Write("inner/c.txt", "three\n");
        ShouldSay(repository, FaultShim.Fail("list", Path.Combine(repository.Folder, "inner")), "NOT READ: inner", "--no-gitignore");
        ShouldSay(repository, FaultShim.Fail("open", Path.Combine(repository.Folder, "a.txt")), "NOT READ: a.txt");
    }

    [Fact]
    public void A_bare_repository_among_the_files_is_a_gap()
    {
        using var repository = CreateClean();
        repository.Git("init", "-q", "--bare", "inner.git");
        ShouldSay(repository, [], "inner.git", ".");
        ShouldSay(repository, [], "inner.git", "--no-gitignore");
    }

    [Fact]
    public void A_folder_in_the_place_of_a_submodule_is_a_gap()
    {
        using var repository = CreateClean();
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{repository.Git("rev-parse", "HEAD").Trim()},src");
        repository.Write("src/c.txt", "three\n");
        ShouldSay(repository, [], "it is an ordinary folder");
    }

    [Fact]
    public void A_name_that_cannot_be_opened_stops_the_hook_of_all_files()
    {
        using var repository = CreateClean();
        var made = Programs.Start("/bin/sh", repository.Folder, ["-c", "printf x > \"$(printf 'a\\377b')\" && git add . && rm a?b"]);
        made.ExitCode.Should().Be(0, made.All);
        for (var run = 1; run <= 2; run++)
        {
            var hook = Programs.Start(Programs.Secretsentry, repository.Folder, ["hook", "pre-commit", "--"], [("PRE_COMMIT", "1")]);
            hook.ExitCode.Should().Be(3, hook.All);
            hook.Error.Should().Contain("its name is not UTF-8");
        }
    }

    [Fact]
    public void Staged_content_that_cannot_be_read_is_a_gap_and_stops_the_hook()
    {
        using var repository = CreateClean();
        repository.Write("new.txt", "new\n");
        repository.Git("add", "new.txt");
        repository.RemoveObject(repository.Git("rev-parse", ":new.txt").Trim());
        ShouldSay(repository, [], "NOT READ: new.txt", "--staged");
        repository.Secretsentry("hook", "pre-commit", "--").ExitCode.Should().NotBe(0);
    }

    [Fact]
    public void Staged_content_that_is_cut_off_is_a_gap_and_stops_the_hook()
    {
        using var repository = CreateClean();
        GapTests.CutLarge(repository, "large.txt");
        ShouldSay(repository, [], "NOT READ: large.txt", "--staged");
        repository.Secretsentry("hook", "pre-commit", "--").ExitCode.Should().NotBe(0);
    }

    [Fact]
    public void A_commit_of_a_range_without_its_tree_is_a_gap()
    {
        using var repository = CreateClean();
        repository.RemoveObject(repository.Git("rev-parse", "HEAD^{tree}").Trim());
        ShouldSay(repository, [], "NOT READ: object ", "--range", "HEAD~1..HEAD");
    }

    [Fact]
    public void A_commit_of_a_range_that_cannot_be_read_is_a_gap()
    {
        using var repository = CreateClean();
        var id = repository.Git("rev-parse", "HEAD").Trim();
        repository.Git("commit-graph", "write", "--reachable");
        repository.RemoveObject(id);
        var run = repository.Secretsentry("scan", "--range", "HEAD~1..HEAD", "--no-progress");
        run.ExitCode.Should().NotBe(0).And.NotBe(1, run.All);
    }

    [Fact]
    public void A_damaged_list_of_commits_is_a_gap_of_a_range()
    {
        using var repository = CreateClean();
        repository.Git("commit-graph", "write", "--reachable");
        var file = Path.Combine(repository.Folder, ".git", "objects", "info", "commit-graph");
        File.SetAttributes(file, FileAttributes.Normal);
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        ShouldSay(repository, [], "commit-graph: it does not match its own checksum", "--range", "HEAD~1..HEAD");
    }

    [Fact]
    public void Refs_that_git_leaves_out_are_a_gap_of_what_was_added_on_any_ref()
    {
        using var repository = CreateClean();
        ShouldSay(repository, FakeGit(repository, "rev-list", "warning: ignoring broken ref refs/heads/broken", isRefused: false),
            "git left out refs that it cannot read", "--since-commit", "HEAD~1");
        repository.Write(".git/refs/heads/broken", "garbage\n");
        ShouldSay(repository, [], "a ref is damaged or names no object; to see which, run: git for-each-ref", "--since-commit", "HEAD~1");
    }

    [Fact]
    public void The_boundary_of_a_shallow_clone_is_a_gap_of_a_range()
    {
        using var repository = CreateClean();
        repository.Git("clone", "-q", "--depth", "1", $"file://{repository.Folder}", "shallow");
        ShouldSay(repository, [], "is at its boundary", "-C", "shallow", "--range", "HEAD");
    }

    [Fact]
    public void Repositories_that_cannot_be_read_and_folders_that_are_too_deep_are_gaps()
    {
        using var repository = CreateClean();
        repository.Git("init", "-q", "other");
        repository.Write("list", "other\nnowhere\n");
        ShouldSay(repository, [], "NOT READ: nowhere", "--history", "--repos-from", "list");
        Directory.CreateDirectory(Path.Combine(repository.Folder, "deep", Path.Combine([.. Enumerable.Repeat("d", 70)])));
        repository.Git("init", "-q", "deep/other");
        repository.Write("list", "deep\n");
        ShouldSay(repository, [], "it is nested too deep to be searched", "--history", "--repos-from", "list");
    }

    [Fact]
    public void The_repository_of_a_submodule_from_which_a_variable_leads_away_is_a_gap()
    {
        using var repository = CreateClean();
        repository.Git("init", "-q", "--bare", ".git/modules/inner");
        ShouldSay(repository, [("GIT_DIR", Path.Combine(repository.Folder, ".git"))], "scan it by itself with --history", "--history");
    }

    [Fact]
    public void Answers_that_git_does_not_give_are_gaps()
    {
        using var repository = CreateClean();
        repository.Git("repack", "-q", "-a", "-d");
        foreach (var file in Directory.GetFiles(Path.Combine(repository.Folder, ".git", "objects", "pack"), "*.idx"))
        {
            File.SetAttributes(file, FileAttributes.Normal);
            File.Delete(file);
        }

        ShouldSay(repository, FakeGit(repository, "batch-all-objects"),
            "git could not list the objects (what git says is not printed", "--history");
    }

    [Fact]
    public void Tables_of_refs_that_git_cannot_read_are_a_gap()
    {
        using var repository = CreateClean();
        if (repository.TryGit("init", "-q", "--ref-format=reftable", "tables").ExitCode != 0)
        {
            // This git does not know tables and ignores the setting.
            repository.Git("init", "-q", "tables");
            File.AppendAllText(Path.Combine(repository.Folder, "tables", ".git", "config"), "[extensions]\n\trefStorage = reftable\n");
        }

        ShouldSay(repository, FakeGit(repository, "for-each-ref"), "git for-each-ref did not read everything (",
            "--history", "-C", "tables");
    }

    /// <summary>Returns an environment with a git that says something at calls with a word, and runs the real one for others.</summary>
    private static (string, string)[] FakeGit(TempRepository repository, string word, string says = "refused", bool isRefused = true)
    {
        var real = Programs.Start("/bin/sh", repository.Folder, ["-c", "command -v git"]).Output.Trim();
        repository.Write(".git/bin/git", $"#!/bin/sh\ncase \"$*\" in *{word}*) echo '{says}' >&2; {(isRefused ? "exit 1" : ":")};; esac\n"
            + $"exec {real} \"$@\"\n");
        var folder = Path.Combine(repository.Folder, ".git", "bin");
        File.SetUnixFileMode(Path.Combine(folder, "git"), (UnixFileMode)0b111_101_101);
        return [("PATH", $"{folder}:{Environment.GetEnvironmentVariable("PATH")}")];
    }

    private static void ShouldSay(TempRepository repository, (string, string)[] environment, string words, params string[] arguments)
    {
        for (var run = 1; run <= 2; run++)
        {
            var answer = repository.Secretsentry(environment, ["scan", .. arguments, "--no-progress"]);
            answer.ShouldBeGap($"run {run}");
            answer.All.Should().Contain(words);
        }
    }

    private static TempRepository CreateClean()
    {
        var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Commit("b.txt", "two\n");
        return repository;
    }
}
