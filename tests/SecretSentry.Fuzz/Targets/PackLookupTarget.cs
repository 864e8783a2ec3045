using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>A pack and its index, read by the reader of hooks, which checks nothing in advance.</summary>
internal sealed class PackLookupTarget : FuzzTarget
{
    private const int FirstId = 8 + 1024;

    private readonly PackTarget _seeds = new();
    private string _folder = "";
    private string _path = "";

    public override string Name => "pack-lookup";

    public override int MaxLength => 6000;

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _folder = seeds.MakeFolder("lookup");
        _path = Path.Combine(seeds.MakeFolder("lookup/pack"), "a.pack");
        return _seeds.MakeSeeds(seeds);
    }

    public override void Run(byte[] input)
    {
        var pack = input.AsSpan();
        var index = Sections.Take(ref pack);
        File.WriteAllBytes(Path.ChangeExtension(_path, "idx"), index);
        File.WriteAllBytes(_path, pack);
        using var lookup = new ObjectLookup(ObjectFormat.Sha1, [_folder]) { MaxLength = 1 << 20 };
        for (var i = 0; i < 3 && FirstId + (20 * (i + 1)) <= index.Length; i++)
        {
            var id = new ObjectId(index.Slice(FirstId + (20 * i), 20));
            var outcome = lookup.Read(id, out var content, out _);
            Require(content.Length <= lookup.MaxLength, "an object is longer than the limit");
            if (outcome != ReadOutcome.Read)
            {
                Drain(lookup, id);
            }
        }
    }

    private static void Drain(ObjectLookup lookup, ObjectId id)
    {
        try
        {
            using var stream = lookup.TryOpen(id);
            var buffer = new byte[4096];
            for (var rounds = 0; stream is not null && rounds < 256 && stream.Read(buffer) > 0; rounds++)
            {
                continue;
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or DamagedException)
        {
            return;
        }
    }
}
