using System.Security.Cryptography;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.History;

namespace SecretSentry.Fuzz.Targets;

/// <summary>
/// What git derives from objects: multi-pack-index, bitmap, reverse index, commit-graph and its chain. Only checksums are read here, so
/// each
/// change must be noticed.
/// </summary>
internal sealed class ChecksummedTarget : FuzzTarget
{
    private string _folder = "";

    public override string Name => "checksummed";

    public override int MaxLength => 8192;

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _folder = seeds.MakeFolder("checksummed");
        Directory.CreateDirectory(Path.Combine(_folder, "objects", "info", "commit-graphs"));
        Directory.CreateDirectory(Path.Combine(_folder, "objects", "pack"));
        var pack = seeds.Repository.Pack;
        foreach (var file in new[] { Path.Combine(Path.GetDirectoryName(pack)!, "multi-pack-index"), Path.ChangeExtension(pack, "bitmap"),
            Path.ChangeExtension(pack, "rev"), Path.Combine(seeds.Repository.Directory, "objects", "info", "commit-graph") }
            .Where(File.Exists))
        {
            yield return File.ReadAllBytes(file);
        }

        yield return FromText("0123456789012345678901234567890123456789\n");
    }

    public override void Run(byte[] input)
    {
        File.WriteAllBytes(Path.Combine(_folder, "objects", "pack", "multi-pack-index"), input);
        File.WriteAllBytes(Path.Combine(_folder, "objects", "info", "commit-graphs", "commit-graph-chain"), input);
        var problems = ChecksummedFiles.FindDamagedLists(Layouts.Create(_folder));
        var isWhole = input.Length >= 20 && (input.AsSpan(^20..).SequenceEqual(SHA1.HashData(input.AsSpan(..^20)))
            || !input.AsSpan(^20..).ContainsAnyExcept((byte)0));
        Require(isWhole != problems.Any(problem => problem.Name.EndsWith("multi-pack-index", StringComparison.Ordinal)),
            "a changed file has the right checksum, or a right one the wrong one");
    }
}
