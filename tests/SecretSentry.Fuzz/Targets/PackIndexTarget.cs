using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>An index of a pack. Each id is found where it is, no other id is found, and the reader of single objects agrees.</summary>
internal sealed class PackIndexTarget : FuzzTarget
{
    private string _path = "";

    public override string Name => "idx";

    public override IReadOnlyList<string> Words => ["\xFFtOc\0\0\0\x02", "\x80\0\0\0", "\x7F\xFF\xFF\xFF"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        var repository = seeds.Repository;
        _path = Path.Combine(seeds.MakeFolder("idx"), "a.pack");
        yield return File.ReadAllBytes(Path.ChangeExtension(repository.Pack, "idx"));
        var old = Path.Combine(seeds.MakeFolder("old"), "old.idx");
        repository.Git("index-pack", "--index-version=1", "-o", old, repository.Pack);
        yield return File.ReadAllBytes(old);
        repository.Git("index-pack", "--index-version=2,0x40", "-o", old + "2", repository.Pack);
        yield return File.ReadAllBytes(old + "2");
    }

    public override void Repair(Span<byte> input) => PackFiles.Seal(input);

    public override void Run(byte[] input)
    {
        var path = Path.ChangeExtension(_path, "idx");
        File.WriteAllBytes(path, input);
        try
        {
            using var index = PackIndex.Open(path, ObjectFormat.Sha1);
            using var lookup = index.HasCrcs ? PackLookup.Open(_path, ObjectFormat.Sha1.IdLength) : null; // it reads version 2 only
            for (var i = 0; i < index.Count; i++)
            {
                var id = index.GetId(i);
                Require(index.Find(id) == i, "an id of an index is not found");
                Span<byte> other = [.. id];
                other[^1] ^= 1;
                Require(index.Find(other) == FindSlowly(index, other), "an index finds another position than a linear search");
                RequireSameOffset(index, i, lookup);
            }
        }
        catch (DamagedException)
        {
            ReadSingly(input);
        }
    }

    private static void RequireSameOffset(PackIndex index, int position, PackLookup? lookup)
    {
        try
        {
            var offset = index.GetOffset(position);
            Require(lookup is null || lookup.Find(index.GetId(position)) == offset, "two readers find two offsets");
        }
        catch (DamagedException)
        {
            return; // an offset points past the table of long ones
        }
    }

    /// <summary>The reader of single objects checks nothing in advance.</summary>
    private void ReadSingly(byte[] input)
    {
        try
        {
            using var lookup = PackLookup.Open(_path, 20);
            _ = lookup.Find(new byte[20]);
            _ = lookup.Find(input.AsSpan(Math.Min(8 + 1024, input.Length - 20), 20));
        }
        catch (DamagedException)
        {
            return;
        }
    }

    private static int FindSlowly(PackIndex index, ReadOnlySpan<byte> id)
    {
        for (var i = 0; i < index.Count; i++)
        {
            if (index.GetId(i).SequenceEqual(id))
            {
                return i;
            }
        }

        return -1;
    }
}
