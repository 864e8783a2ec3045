using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Index;

namespace SecretSentry.Fuzz.Targets;

/// <summary>The records of trees in an index.</summary>
internal sealed class CacheTreeTarget : FuzzTarget
{
    public override string Name => "cache-tree";

    public override IReadOnlyList<string> Words => ["\0", "-1 0\n", "2147483647 2147483647\n", " ", "\n", "1 1\n", "0 0\n"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        var index = seeds.Repository.Read("index");
        var at = index.AsSpan().IndexOf("TREE"u8);
        yield return at < 0 ? FromText("\0-1 1\na\00 0\n01234567890123456789") : index[(at + 8)..];
        yield return FromText("\0-1 1\na\00 0\n01234567890123456789");
    }

    public override void Run(byte[] input)
    {
        var tree = CacheTree.Read(input, 20);
        var found = tree.Find(0, "folder"u8);
        Require(found < 0 || tree.TryGet(found, 20, out _, out var id) is false || id.Length == 20, "a folder has an id that is none");
        _ = tree.Find(found, "inner"u8);
        _ = tree.ListTrees(20).Count();
    }
}
