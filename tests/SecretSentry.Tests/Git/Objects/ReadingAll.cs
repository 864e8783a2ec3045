using System.Runtime.Versioning;
using System.Security.Cryptography;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git.Objects;

/// <summary>Walks whole packs and remembers for each object its recomputed id, or why it was refused.</summary>
internal sealed class Everything : IFamilyVisitor
{
    private readonly PackFile _pack;
    private readonly ObjectFormat _format;

    private Everything(PackFile pack, ObjectFormat format) => (_pack, _format) = (pack, format);

    public List<(ObjectId Id, ObjectKind Kind, ObjectId Computed)> Visited { get; } = [];

    public Dictionary<ObjectId, string> Refused { get; } = [];

    public static Everything Of(string path, ObjectFormat format, WalkLimits? limits = null)
    {
        using var pack = PackFile.Open(path, format);
        var all = new Everything(pack, format);
        var families = new Families(pack);
        using var walker = new FamilyWalker(pack, families, limits ?? WalkLimits.Default);
        foreach (var kind in new[] { ObjectKind.Commit, ObjectKind.Tag, ObjectKind.Tree, ObjectKind.Blob })
        {
            foreach (var root in families.Roots(kind))
            {
                walker.Walk(root, all, CancellationToken.None);
            }
        }

        foreach (var (node, reason) in pack.Faults)
        {
            all.Refuse(node, NodeFailure.Damaged, reason);
        }

        return all;
    }

    public void Visit(int node, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta) =>
        Visited.Add((_pack.IdOf(node), _pack.KindOf(node), _format.IdOf(_pack.KindOf(node), content.Content)));

    public void Refuse(int node, NodeFailure failure, string reason) => Refused.Add(_pack.IdOf(node), reason);
}

/// <summary>Repositories with packs worth reading.</summary>
[UnsupportedOSPlatform("windows")]
internal static class Packed
{
    /// <summary>
    /// Files that change a little in each of 30 commits, one that does not compress, a tag; all in one pack. Returns the pack's path.
    /// </summary>
    public static string Fill(TempRepository repository, params string[] repackArguments)
    {
        var text = string.Concat(Enumerable.Range(0, 400)
            .Select(i => $"line {i} of a text that is long enough to make deltas worth while\n"));
        var noise = new byte[5000];
        new Random(1).NextBytes(noise);
        File.WriteAllBytes(repository.PathOf("noise.bin"), noise);
        for (var i = 0; i < 30; i++)
        {
            repository.Write("a.txt", text.Replace($"line {i * 7} ", $"changed {i} ", StringComparison.Ordinal));
            repository.Write($"dir/sub{i % 4}/f{i}.txt", $"{i}\n{text[..(i * 100)]}");
            repository.Git("add", "-A");
            repository.Git("commit", "-q", "-m", $"commit {i}");
        }

        repository.Git("tag", "-a", "v1", "-m", "a tag");
        repository.Git([.. repackArguments.TakeWhile(a => a == "-c" || a.Contains('=', StringComparison.Ordinal)), "repack", "-q", "-a",
            "-d", "-f", "--depth=50", "--window=50",
            .. repackArguments.SkipWhile(a => a == "-c" || a.Contains('=', StringComparison.Ordinal))]);
        return Corrupt.SinglePack(repository);
    }

    public static IEnumerable<string> Listed(TempRepository repository) =>
        repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").Split('\n');

    /// <summary>Puts a right checksum behind changed bytes of a pack or index.</summary>
    public static byte[] Sealed(byte[] file)
    {
        CryptographicOperations.HashData(HashAlgorithmName.SHA1, file.AsSpan(0, file.Length - 20)).CopyTo(file.AsSpan(file.Length - 20));
        return file;
    }
}
