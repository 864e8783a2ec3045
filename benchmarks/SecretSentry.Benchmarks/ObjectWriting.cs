using System.Diagnostics;
using System.Text;
using LibGit2Sharp;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Rewrite;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: what does it cost to write the new objects of a purge as one pack, with trees as deltas, against LibGit2Sharp's object
/// database? <c>--write</c>; processor seconds, medians of five.
/// </summary>
internal static class ObjectWriting
{
    private const int Commits = 10_000;
    private const int Entries = 200;

    public static void Run()
    {
        var (commits, trees) = (Texts(), Trees());
        Console.WriteLine($"{Commits} commits of {commits[0].Length} bytes and as many trees of {trees[0].Length}; processor seconds, "
            + $"bytes on disk");
        Print("own pack, trees as deltas", folder => Own(folder, commits, trees, isDelta: true));
        Print("own pack, trees whole", folder => Own(folder, commits, trees, isDelta: false));
        Print("LibGit2Sharp, loose objects", folder => Loose(folder, commits, trees));
    }

    private static void Print(string name, Action<string> write)
    {
        var (seconds, bytes) = (new List<double>(), 0L);
        for (var round = 0; round < 5; round++)
        {
            var folder = Directory.CreateTempSubdirectory("secretsentry-writing-").FullName;
            Repository.Init(folder, isBare: true);
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            write(folder);
            seconds.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
            bytes = Directory.EnumerateFiles(Path.Combine(folder, "objects"), "*", SearchOption.AllDirectories)
                .Sum(file => new FileInfo(file).Length);
            Directory.Delete(folder, recursive: true);
        }

        seconds.Sort();
        Console.WriteLine($"| {name} | {seconds[2]:F2} | {bytes / 1e6:F1} MB |");
    }

    private static void Own(string folder, byte[][] commits, byte[][] trees, bool isDelta)
    {
        using var pack = new PackWriter(Path.Combine(folder, "objects"), ObjectFormat.Sha1);
        var id = default(SecretSentry.Git.Objects.ObjectId);
        for (var i = 0; i < Commits; i++)
        {
            pack.Add(ObjectKind.Commit, commits[i]);
            id = i == 0 || !isDelta ? pack.Add(ObjectKind.Tree, trees[i]) : pack.AddLike(trees[i], trees[i - 1], id);
        }

        pack.Finish();
    }

    /// <summary>Blobs stand for both: the cost of an object is not in its kind.</summary>
    private static void Loose(string folder, byte[][] commits, byte[][] trees)
    {
        using var repository = new Repository(folder);
        foreach (var content in commits.Concat(trees))
        {
            using var stream = new MemoryStream(content);
            repository.ObjectDatabase.CreateBlob(stream);
        }
    }

    private static byte[][] Texts() => [.. Enumerable.Range(0, Commits).Select(i => Encoding.ASCII.GetBytes(
        $"tree {i:x40}\nparent {i + 1:x40}\nauthor A U Thor <author@example.invalid> {1700000000 + i} +0000\ncommitter A U Thor "
        + $"<author@example.invalid> {1700000000 + i} +0000\n\nChange number {i} of a file, with some words on why it was done\n"))];

    /// <summary>Each differs from the one before by one id.</summary>
    private static byte[][] Trees()
    {
        var random = new Random(1);
        var tree = Enumerable.Range(0, Entries).SelectMany(i =>
        {
            var id = new byte[20];
            random.NextBytes(id);
            return Encoding.ASCII.GetBytes($"100644 file{i:000}.c\0").Concat(id);
        }).ToArray();
        return [.. Enumerable.Range(0, Commits).Select(_ =>
        {
            random.NextBytes(tree.AsSpan((random.Next(Entries) * (tree.Length / Entries)) + (tree.Length / Entries) - 20, 20));
            return tree.ToArray();
        })];
    }
}
