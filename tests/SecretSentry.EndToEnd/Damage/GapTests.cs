using SecretSentry.EndToEnd.Verdicts;

namespace SecretSentry.EndToEnd.Damage;

/// <summary>
/// What could not be read is a gap with exit code 3, in the first run and in the second, which may use a cache. docs/internals/gaps.md says
/// which of these tests holds which place in the code.
/// </summary>
public class GapTests
{
    private const string Missing = "1234567890123456789012345678901234567890";

    /// <summary>What is done to a clean repository, and what the scan of its history then says.</summary>
    private static readonly Dictionary<string, (string Says, Action<TempRepository> Damage)> Damages = new(StringComparer.Ordinal)
    {
        ["a commit-graph that is damaged"] = Create("commit-graph: it does not match its own checksum", repository =>
        {
            repository.Git("commit-graph", "write", "--reachable");
            Change(repository, "objects/info/commit-graph");
        }),
        ["a commit-graph in several files of which one is missing"] = Create("it names a file that does not exist", repository =>
        {
            repository.Git("commit-graph", "write", "--reachable", "--split");
            Directory.GetFiles(Locate(repository, "objects/info/commit-graphs"), "*.graph").ToList().ForEach(File.Delete);
        }),
        ["a commit-graph that is a link to itself"] = Create("commit-graph: ", repository =>
            File.CreateSymbolicLink(Locate(repository, "objects/info/commit-graph"), "commit-graph")),
        ["a list of commit-graphs that is a link to itself"] = Create("commit-graph-chain: ", repository =>
        {
            Directory.CreateDirectory(Locate(repository, "objects/info/commit-graphs"));
            File.CreateSymbolicLink(Locate(repository, "objects/info/commit-graphs/commit-graph-chain"), "commit-graph-chain");
        }),
        ["an index with a wrong checksum"] = Create("index: it does not match its own checksum", repository =>
        {
            var bytes = File.ReadAllBytes(Locate(repository, "index"));
            bytes[^1] ^= 1;
            File.WriteAllBytes(Locate(repository, "index"), bytes);
        }),
        ["an index that is no index"] = Create("the index cannot be read (git says", repository =>
            repository.Write(".git/index", "garbage")),
        ["an object whose data is damaged"] = Create("git says", repository => Change(repository, FindObject(repository, "HEAD:a.txt"))),
        ["an object with the content of another"] = Create("its content does not match its name", repository =>
        {
            var (to, from) = (FindObject(repository, "HEAD:a.txt"), FindObject(repository, "HEAD:b.txt"));
            File.Delete(Locate(repository, to));
            File.Copy(Locate(repository, from), Locate(repository, to));
        }),
        ["a tree that is none"] = Create("the tree is malformed", repository => Hash(repository, "tree", "no tree\n")),
        ["a tree that is none in a pack"] = Create("the tree is malformed", repository =>
        {
            var id = Hash(repository, "tree", "no tree\n");
            Programs.Start("git", repository.Folder, ["pack-objects", "-q", ".git/objects/pack/pack"],
                input: System.Text.Encoding.ASCII.GetBytes(id + "\n")).ExitCode.Should().Be(0);
            repository.RemoveObject(id);
        }),
        ["a commit that is none"] = Create("the commit names no tree", repository => Hash(repository, "commit", "author x\n\nno tree\n")),
        ["a tag that is none"] = Create("the tag names no object", repository => Hash(repository, "tag", "tag x\n\nno object\n")),
        ["a commit without its parent"] = Create("objects that commits, tags and trees refer to are missing", repository =>
        {
            Hash(repository, "commit", $"tree {repository.Git("rev-parse", "HEAD^{tree}").Trim()}\nparent {Missing}\n"
                + "author A <a@example.invalid> 1 +0000\ncommitter A <a@example.invalid> 1 +0000\n\nx\n");
        }),
        ["a tag without its object"] = Create("objects that commits, tags and trees refer to are missing", repository =>
            Hash(repository, "tag", $"object {Missing}\ntype commit\ntag x\ntagger A <a@example.invalid> 1 +0000\n\nx\n")),
        ["a tree without its blob"] = Create("objects that commits, tags and trees refer to are missing", repository =>
            repository.RemoveObject(repository.Git("rev-parse", "HEAD:a.txt").Trim())),
        ["a large object that is cut off"] = Create("object ", repository => CutLarge(repository, "large.txt")),
        ["a folder of refs that is a link"] = Create("it is a link to a folder", repository =>
            File.CreateSymbolicLink(Locate(repository, "refs/heads/link"), "../tags")),
        ["a line in packed-refs that is no ref"] = Create("line 1 is not a ref", repository =>
            repository.Write(".git/packed-refs", "garbage\n")),
        ["a merge of garbage"] = Create("its file does not hold ids of commits", repository =>
            repository.Write(".git/MERGE_HEAD", "garbage\n")),
        ["a ref without content"] = Create("its file is empty", repository => repository.Write(".git/refs/heads/empty", "")),
        ["a ref that is a link to itself"] = Create("'refs/heads/loop' cannot be read", repository =>
            File.CreateSymbolicLink(Locate(repository, "refs/heads/loop"), "loop")),
        ["a ref that leads in a circle"] = Create("it leads from ref to ref and to no object", repository =>
            repository.Write(".git/refs/heads/circle", "ref: refs/heads/circle\n")),
        ["a ref to nothing"] = Create("refs and HEADs name is not here", repository =>
            repository.Write(".git/refs/heads/nothing", Missing + "\n")),
        ["more refs of garbage than are listed"] = Create("more names of refs and reflogs cannot be read", repository =>
            Enumerable.Range(0, 12).ToList().ForEach(number => repository.Write($".git/refs/heads/bad{number}", "garbage\n"))),
        ["a reflog with garbage"] = Create("is not an entry of a reflog", repository =>
            repository.Write(".git/logs/refs/heads/x", "garbage\n")),
        ["a reflog that is a link to itself"] = Create("'logs/refs/heads/loop' cannot be read", repository =>
            File.CreateSymbolicLink(Locate(repository, "logs/refs/heads/loop"), "loop")),
        ["an alternate that does not exist"] = Create("object folders that it names do not exist", repository =>
            repository.Write(".git/objects/info/alternates", "/nowhere/objects\n")),
        ["a pack without its index"] = Create("the pack has no index", repository => Repack(repository, "*.idx", File.Delete)),
        ["an index without its pack"] = Create("the index has no pack", repository => Repack(repository, "*.pack", File.Delete)),
        ["an index of a pack that is damaged"] = Create(".pack: the ", repository =>
            Repack(repository, "*.idx", file => Change(repository, file))),
        ["an entry of a pack with a wrong checksum"] = Create("an entry does not match its checksum in the index", repository =>
            Repack(repository, "*.idx", ChangeFirstCrc)),
        ["a repository that git does not know"] = Create("refs and reflogs are not known", repository =>
        {
            repository.Git("config", "core.repositoryFormatVersion", "1");
            repository.Git("config", "extensions.newerThanAnyGit", "true");
        }),
        ["grafts"] = Create("info/grafts changes the parents of commits", repository =>
            repository.Write(".git/info/grafts", repository.Git("rev-parse", "HEAD"))),
        ["a rule that does not come to its end"] = Create("step limit", repository => WriteSlowRule(repository, repository.Write("slow.txt",
            "zq" + new string('a', 300_000)))),
        ["a shallow clone"] = Create("the clone is shallow", repository =>
            repository.Write(".git/shallow", repository.Git("rev-parse", "HEAD"))),
        ["a submodule whose repository is damaged"] = Create(".git/modules/inner", repository =>
        {
            repository.Git("init", "-q", "--bare", ".git/modules/inner");
            repository.Write(".git/modules/inner/config", "[core\n");
        }),
        ["a submodule whose repository is behind a link"] = Create(".git/modules/inner", repository =>
        {
            repository.Git("init", "-q", "--bare", "hidden");
            Directory.CreateDirectory(Path.Combine(repository.Folder, ".git/modules"));
            File.CreateSymbolicLink(Path.Combine(repository.Folder, ".git/modules/inner"), "../../hidden");
        }),
    };

    public static TheoryData<string> Names => [.. Damages.Keys];

    private static (string Says, Action<TempRepository> Damage) Create(string says, Action<TempRepository> damage) => (says, damage);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_history_lacks_is_a_gap(string name)
    {
        using var repository = CreateClean();
        Scan(repository, "--history", "--no-cache").ExitCode.Should().Be(0, "the intact repository is clean");
        Damages[name].Damage(repository);
        ShouldSay(repository, Damages[name].Says, "--history");
    }

    private static void ShouldSay(TempRepository repository, string words, params string[] arguments)
    {
        for (var run = 1; run <= 2; run++)
        {
            var answer = Scan(repository, arguments);
            answer.ShouldBeGap($"run {run}");
            answer.All.Should().Contain(words);
        }
    }

    private static Run Scan(TempRepository repository, params string[] arguments) =>
        repository.Secretsentry(["scan", .. arguments, "--no-progress"]);

    private static TempRepository CreateClean()
    {
        var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Commit("b.txt", "two\n");
        return repository;
    }

    private static string Locate(TempRepository repository, string path) => Path.Combine(repository.Folder, ".git", path);

    private static string FindObject(TempRepository repository, string name) =>
        repository.Git("rev-parse", name).Trim() is var id ? $"objects/{id[..2]}/{id[2..]}" : "";

    /// <summary>Changes a byte in the middle of a file.</summary>
    private static void Change(TempRepository repository, string path)
    {
        var file = Locate(repository, path);
        File.SetAttributes(file, FileAttributes.Normal);
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 0x55;
        File.WriteAllBytes(file, bytes);
    }

    private static string Hash(TempRepository repository, string kind, string text)
    {
        repository.Write(".git/text", text);
        var id = repository.Git("hash-object", "-w", "-t", kind, "--literally", ".git/text").Trim();
        File.Delete(Locate(repository, "text"));
        return id;
    }

    private static void Repack(TempRepository repository, string pattern, Action<string> damage)
    {
        repository.Git("repack", "-q", "-a", "-d");
        foreach (var file in Directory.GetFiles(Locate(repository, "objects/pack"), pattern))
        {
            File.SetAttributes(file, FileAttributes.Normal);
            damage(file);
        }
    }

    /// <summary>
    /// Changes the checksum of the first entry, and the checksum of the index with it. git reads the entry all the same.
    /// </summary>
    private static void ChangeFirstCrc(string file)
    {
        const int fanOut = 8, ids = fanOut + 1024, idLength = 20;
        var bytes = File.ReadAllBytes(file);
        var count = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(ids - 4));
        bytes[ids + (count * idLength)] ^= 1;
#pragma warning disable CA5350 // git writes it so
        System.Security.Cryptography.SHA1.HashData(bytes.AsSpan(0, bytes.Length - idLength), bytes.AsSpan(bytes.Length - idLength));
#pragma warning restore CA5350
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Adds a file that is longer than what is held in memory, and cuts its object off.</summary>
    internal static string CutLarge(TempRepository repository, string path)
    {
        var line = new string('a', 199) + "\n";
        repository.Write(path, string.Concat(Enumerable.Repeat(line, 200_000)));
        repository.Git("-c", "core.compression=0", "add", path);
        var file = Locate(repository, FindObject(repository, $":{path}"));
        File.SetAttributes(file, FileAttributes.Normal);
        using var stream = new FileStream(file, FileMode.Open);
        stream.SetLength(stream.Length / 2);
        return path;
    }

    /// <summary>Writes a rule whose pattern needs more steps than are allowed.</summary>
    private static void WriteSlowRule(TempRepository repository, string path)
    {
        repository.Write(".secretsentry.toml", "[[rules]]\nid = 'slow'\nregex = '''zq(?:[a-z]{0,200}[a-y]{0,200}){0,50}[0-9]'''\n");
        repository.Git("add", path);
        repository.Commit("slow");
    }
}
