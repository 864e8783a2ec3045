using System.Text;
using BenchmarkDotNet.Attributes;
using LibGit2Sharp;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Rewrite;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: what does it cost to write the new objects of a purge as one pack, with trees as deltas, compared with LibGit2Sharp's object
/// database? The objects are 10,000 commits and as many trees. The bytes on disk are printed after each benchmark.
/// </summary>
public class ObjectWriting
{
    private const int Commits = 10_000;
    private const int Entries = 200;

    private byte[][] _commits = [];
    private byte[][] _trees = [];
    private string _folder = "";
    private long _bytes;

    [GlobalSetup]
    public void Prepare() => (_commits, _trees) = (Texts(), Trees());

    [IterationSetup]
    public void CreateRepository()
    {
        _folder = Directory.CreateTempSubdirectory("secretsentry-writing-").FullName;
        Repository.Init(_folder, isBare: true);
    }

    [IterationCleanup]
    public void DeleteRepository()
    {
        _bytes = Directory.EnumerateFiles(Path.Combine(_folder, "objects"), "*", SearchOption.AllDirectories)
            .Sum(file => new FileInfo(file).Length);
        Directory.Delete(_folder, recursive: true);
    }

    [GlobalCleanup]
    public void Print() =>
        Console.WriteLine($"// {_commits[0].Length} bytes a commit, {_trees[0].Length} a tree; {_bytes / 1e6:F1} MB on disk");

    /// <summary>Our own pack, trees as deltas.</summary>
    [Benchmark]
    public void PackOfDeltas() => Own(_folder, _commits, _trees, isDelta: true);

    /// <summary>Our own pack, trees whole.</summary>
    [Benchmark]
    public void PackOfWholeTrees() => Own(_folder, _commits, _trees, isDelta: false);

    /// <summary>Loose objects of LibGit2Sharp.</summary>
    [Benchmark(Baseline = true)]
    public void LibGit2SharpLoose() => Loose(_folder, _commits, _trees);

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

    /// <summary>Writes blobs for both, because the cost of an object does not depend on its kind.</summary>
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

    /// <summary>Returns trees, each of which differs from the previous one by one id.</summary>
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
