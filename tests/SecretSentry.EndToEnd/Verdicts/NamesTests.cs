namespace SecretSentry.EndToEnd.Verdicts;

/// <summary>Every name of a repository leads to an object that is looked at, or is a gap.</summary>
public class NamesTests
{
    private const string Missing = "1234567890123456789012345678901234567890";

    /// <summary>What is done to a clean repository with two commits, a tag, a stash, a note, a branch and a worktree.</summary>
    private static readonly Dictionary<string, Action<TempRepository>> Damages = new(StringComparer.Ordinal)
    {
        ["a ref file with garbage"] = repository => Write(repository, "refs/heads/broken", "not an id\n"),
        ["a ref file without content"] = repository => Write(repository, "refs/heads/other", ""),
        ["a ref file of zeros"] = repository => Write(repository, "refs/heads/other", new string('0', 40) + "\n"),
        ["a ref file that is cut off"] = repository => Write(repository, "refs/heads/other", Missing[..30]),
        ["a branch"] = repository => Write(repository, "refs/heads/other", Missing + "\n"),
        ["a branch of a remote"] = repository => Write(repository, "refs/remotes/origin/x", Missing + "\n"),
        ["a tag"] = repository => Write(repository, "refs/tags/light", Missing + "\n"),
        ["a ref outside of the usual folders"] = repository => Write(repository, "refs/pull/7/head", Missing + "\n"),
        ["a ref with a name that git refuses"] = repository => Write(repository, "refs/heads/a b (copy)", Missing + "\n"),
        ["a packed ref"] = repository => Append(repository, "packed-refs", $"{Missing} refs/heads/packed\n"),
        ["a line in packed-refs that is no ref"] = repository => Append(repository, "packed-refs", "garbage\n"),
        ["a HEAD"] = repository => Write(repository, "HEAD", Missing + "\n"),
        ["the HEAD of another worktree"] = repository => Write(repository, "worktrees/tree/HEAD", Missing + "\n"),
        ["a HEAD of another worktree with garbage"] = repository => Write(repository, "worktrees/tree/HEAD", "xyz"),
        ["the stash"] = repository => Write(repository, "refs/stash", Missing + "\n"),
        ["an older entry of the stash"] = repository => Prepend(repository, "logs/refs/stash",
            $"{new string('0', 40)} {Missing} A <a@example.invalid> 1700000000 +0000\tolder\n"),
        ["an entry of a reflog"] = repository => Append(repository, "logs/HEAD",
            $"{new string('0', 40)} {Missing} A <a@example.invalid> 1700000000 +0000\tx\n"),
        ["the old side of an entry of a reflog"] = repository => Append(repository, "logs/refs/heads/main",
            $"{Missing} {new string('0', 40)} A <a@example.invalid> 1700000000 +0000\tx\n"),
        ["an entry in the reflog of a worktree"] = repository => Append(repository, "worktrees/tree/logs/HEAD",
            $"{new string('0', 40)} {Missing} A <a@example.invalid> 1700000000 +0000\tx\n"),
        ["a reflog with garbage"] = repository => Append(repository, "logs/HEAD", "garbage\n"),
        ["the notes"] = repository => Write(repository, "refs/notes/commits", Missing + "\n"),
        ["a merge that is not finished"] = repository => Write(repository, "MERGE_HEAD", Missing + "\n"),
        ["a bisection in a worktree"] = repository => Write(repository, "worktrees/tree/refs/bisect/bad", Missing + "\n"),
        ["a staged file"] = repository => Stage(repository, repository.Folder, ".git"),
        ["a staged file of a worktree"] = repository =>
            Stage(repository, Path.Combine(repository.Folder, "tree"), Path.Combine(repository.Folder, ".git")),
        ["an annotated tag"] = repository =>
        {
            var blob = Hash(repository, "only the tag names this\n");
            repository.Git("tag", "-a", "-m", "tag", "annotated", blob);
            repository.RemoveObject(blob);
        },
        ["a tag of a tag"] = repository =>
        {
            repository.Git("tag", "-a", "-m", "inner", "inner", "HEAD");
            repository.Git("tag", "-a", "-m", "outer", "outer", "inner");
            var inner = repository.Git("rev-parse", "inner").Trim();
            repository.Git("tag", "-d", "inner");
            repository.RemoveObject(inner);
        },
        ["a ref that leads in a circle"] = repository =>
        {
            Write(repository, "refs/heads/one", "ref: refs/heads/two\n");
            Write(repository, "refs/heads/two", "ref: refs/heads/one\n");
        },
        ["the only pack"] = repository =>
        {
            repository.Git("repack", "-q", "-a", "-d");
            foreach (var file in Directory.GetFiles(Path.Combine(repository.Folder, ".git", "objects", "pack")))
            {
                File.SetAttributes(file, FileAttributes.Normal);
                File.Delete(file);
            }
        },
    };

    public static TheoryData<string> Names => [.. Damages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_that_leads_nowhere_is_a_gap(string name)
    {
        using var repository = CreateClean();
        Verdict.ScanTwice(repository, "--history").ExitCode.Should().Be(0, "the intact repository is clean");
        Damages[name](repository);
        Verdict.ScanTwice(repository, "--history").ShouldBeGap(name);
        repository.Secretsentry("scan", "--history", "--allow-shallow", "--no-progress").ShouldBeGap($"{name}, in a whole clone");
    }

    [Fact]
    public void Names_that_lead_nowhere_on_purpose_are_no_gap()
    {
        using var repository = CreateClean();
        Write(repository, "refs/remotes/origin/HEAD", "ref: refs/remotes/origin/gone\n");
        Write(repository, "refs/heads/main.lock", "");
        Write(repository, "refs/heads/.DS_Store", "x");
        Write(repository, "ORIG_HEAD", Missing + "\n");
        Write(repository, "FETCH_HEAD", $"{Missing}\t\tbranch 'x' of y\n");
        Directory.CreateDirectory(Path.Combine(repository.Folder, ".git", "worktrees", "left-over"));
        repository.Write("later.txt", "intent\n");
        repository.Git("add", "--intent-to-add", "later.txt");
        repository.Git("pack-refs", "--all");
        var run = Verdict.ScanTwice(repository, "--history");
        run.ExitCode.Should().Be(0, run.All);
    }

    [Fact]
    public void A_hostile_name_is_neither_printed_as_it_is_nor_with_the_secret_in_it()
    {
        using var repository = CreateClean();
        Write(repository, $"refs/heads/\u001b[31m/{Generate.AwsKeyId(3)}", Missing + "\n");
        var run = repository.Secretsentry("scan", "--history", "--no-progress");
        run.ShouldBeGap("the ref");
        run.All.Should().NotContain("\u001b").And.NotContain(Generate.AwsKeyId(3));
    }

    [Fact]
    public void A_branch_without_a_commit_is_no_gap()
    {
        using var repository = new TempRepository();
        repository.Secretsentry("scan", "--history", "--no-progress").ExitCode.Should().Be(0, "the repository is new");
        repository.Commit("a.txt", "one\n");
        repository.Git("checkout", "-q", "--orphan", "next");
        repository.Secretsentry("scan", "--history", "--no-progress").ExitCode.Should().Be(0, "the branch is unborn");
    }

    internal static TempRepository CreateClean()
    {
        var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Commit("b.txt", "two\n");
        repository.Git("branch", "other");
        repository.Git("tag", "light");
        repository.Git("notes", "add", "-m", "a note");
        repository.Git("worktree", "add", "-q", "--detach", "tree");
        File.AppendAllText(Path.Combine(repository.Folder, ".git", "info", "exclude"), "tree/\n");
        repository.Write("a.txt", "stashed\n");
        repository.Git("stash", "-q");
        return repository;
    }

    private static string Hash(TempRepository repository, string text)
    {
        repository.Write(".git/text", text);
        var id = repository.Git("hash-object", "-w", ".git/text").Trim();
        File.Delete(Path.Combine(repository.Folder, ".git", "text"));
        return id;
    }

    private static void Stage(TempRepository repository, string folder, string gitDirectory)
    {
        File.WriteAllText(Path.Combine(folder, "staged.txt"), "only the index names this\n");
        Programs.Start("git", folder, ["add", "staged.txt"]).ExitCode.Should().Be(0);
        var id = Programs.Start("git", folder, ["rev-parse", ":staged.txt"]).Output.Trim();
        Verdict.RemoveObject(Path.Combine(repository.Folder, gitDirectory), id);
    }

    private static void Write(TempRepository repository, string path, string text) => repository.Write(".git/" + path, text);

    private static void Append(TempRepository repository, string path, string text) =>
        Write(repository, path, Read(repository, path) + text);

    private static void Prepend(TempRepository repository, string path, string text) =>
        Write(repository, path, text + Read(repository, path));

    private static string Read(TempRepository repository, string path) =>
        Path.Combine(repository.Folder, ".git", path) is var file && File.Exists(file) ? File.ReadAllText(file) : "";
}
