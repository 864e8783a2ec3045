using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>A pack and its index. Every node is visited or refused once, and the reader of single objects reads the same.</summary>
internal sealed class PackTarget : FuzzTarget
{
    private static readonly WalkLimits Limits = new(1 << 20, 1 << 22);

    private string _folder = "";
    private string _path = "";

    public override string Name => "pack";

    public override int MaxLength => 6000;

    public override long LimitMemory(int length) => 64 << 20;

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _folder = seeds.MakeFolder("pack");
        _path = Path.Combine(seeds.MakeFolder("pack/pack"), "a.pack");
        foreach (var revisions in new[] { "HEAD\n", "HEAD:folder\nHEAD:a.txt\nHEAD:folder/b.txt\nHEAD~3:folder/b.txt\n", "HEAD:a.txt\n",
            "v1\n" })
        {
            yield return MakePack(seeds, revisions);
        }
    }

    public override void Repair(Span<byte> input)
    {
        var pack = input;
        var index = Sections.Take(ref pack);
        PackFiles.Seal(index, pack);
    }

    public override void Run(byte[] input)
    {
        var pack = input.AsSpan();
        File.WriteAllBytes(Path.ChangeExtension(_path, "idx"), Sections.Take(ref pack));
        File.WriteAllBytes(_path, pack);
        try
        {
            using var file = PackFile.Open(_path, ObjectFormat.Sha1);
            var seen = new SeenObjects(file);
            Walk(file, seen);
            RequireSameContents(seen);
        }
        catch (DamagedException)
        {
            return;
        }
    }

    private static void Walk(PackFile file, SeenObjects seen)
    {
        var families = new Families(file);
        using var walker = new FamilyWalker(file, families, Limits);
        foreach (var kind in new[] { ObjectKind.Commit, ObjectKind.Tag, ObjectKind.Tree, ObjectKind.Blob })
        {
            foreach (var root in families.GetRoots(kind))
            {
                walker.Walk(root, seen, CancellationToken.None);
            }
        }

        Require(seen.Counts.All(count => count <= 1), "a node of a pack was visited twice");
        for (var node = 0; node < file.Count; node++)
        {
            Require(seen.Counts[node] == 1 || file.Faults.ContainsKey(node), "a node of a pack was neither visited nor refused");
        }
    }

    private void RequireSameContents(SeenObjects seen)
    {
        using var lookup = new ObjectLookup(ObjectFormat.Sha1, [_folder]) { MaxLength = 1 << 20 };
        foreach (var (id, hash) in seen.Contents)
        {
            var outcome = lookup.Read(id, out var content, out _);

            // The one reader checks the CRC-32 of the index, the other the Adler-32 of the stream.
            Require(outcome != ReadOutcome.Read || ObjectFormat.Sha1.ComputeId(ObjectKind.Blob, content) == hash,
                "two readers of packs read two contents");
        }
    }

    private static byte[] MakePack(SeedFolder seeds, string revisions)
    {
        var list = Path.Combine(seeds.MakeFolder("lists"), "list");
        File.WriteAllText(list, revisions);
        var name = Path.Combine(seeds.MakeFolder("lists"), "p");
        seeds.Repository.Git("-c", $"alias.make=!git rev-parse $(cat {list}) | git pack-objects -q {name} && true", "make");
        var pack = Directory.GetFiles(Path.GetDirectoryName(name)!, "p-*.pack").Single();
        var both = Sections.Join(File.ReadAllBytes(Path.ChangeExtension(pack, "idx")), File.ReadAllBytes(pack));
        File.Delete(pack);
        return both;
    }
}
