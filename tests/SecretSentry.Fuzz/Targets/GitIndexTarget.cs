using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Index;
using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>The index of a work tree, versions 2 to 4. Entries are the same forward and backward.</summary>
internal sealed class GitIndexTarget : FuzzTarget
{
    private string _path = "";

    public override string Name => "git-index";

    public override IReadOnlyList<string> Words => ["TREE", "REUC", "link", "UNTR", "FSMN", "EOIE", "IEOT", "DIRC\0\0\0\x04", "\x4F\xFF",
        "\xFF\xFF"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _path = Path.Combine(seeds.MakeFolder("index"), "index");
        foreach (var version in new[] { 2, 3, 4 })
        {
            yield return seeds.Repository.ReadIndex(version);
        }

        seeds.Repository.Git("write-tree");
        yield return seeds.Repository.Read("index");
    }

    public override void Run(byte[] input)
    {
        File.WriteAllBytes(_path, input);
        try
        {
            using var index = IndexFile.Open(_path, ObjectFormat.Sha1);
            _ = index.Tree.ListTrees(20).Count();
            Compare(index);
        }
        catch (DamagedException)
        {
            return;
        }
    }

    private static void Compare(IndexFile index)
    {
        var paths = new List<string>();
        for (var i = 0; i < index.Count; i++)
        {
            var entry = index.GetEntry(i);
            Require(entry.Id.Length == 20 && entry.Stage is >= 0 and <= 3 && entry.Path.IndexOf((byte)0) < 0, "an entry is not one");
            paths.Add(System.Text.Encoding.Latin1.GetString(entry.Path));
        }

        // Backward costs the square in version 4.
        for (var i = Math.Min(index.Count, 20) - 1; i >= 0; i--)
        {
            Require(System.Text.Encoding.Latin1.GetString(index.GetPath(i)) == paths[i], "a path is another one backward");
        }
    }
}
