using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Names;

namespace SecretSentry.Fuzz.Targets;

/// <summary>The files packed-refs, HEAD and a loose ref, and those of a merge.</summary>
internal sealed class RefsTarget : FuzzTarget
{
    private string _folder = "";

    public override string Name => "refs";

    public override IReadOnlyList<string> Words =>
        ["ref: ", "refs/heads/main", "refs/heads/loose", "HEAD", "^", "# pack-refs with: peeled\n",
        "0123456789012345678901234567890123456789", "\r\n"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _folder = seeds.MakeFolder("refs-repository");
        Directory.CreateDirectory(Path.Combine(_folder, "refs", "heads"));
        var packed = seeds.Repository.Read("packed-refs");
        yield return Sections.Join(seeds.Repository.Read("HEAD"), packed[^41..], packed);
        yield return Sections.Join(FromText("ref: refs/heads/loose\n"), FromText("ref: HEAD\n"), packed);
        yield return Sections.Join(packed[^60..^20], FromText("0123456789012345678901234567890123456789 x\n"), []);
    }

    public override void Run(byte[] input)
    {
        var packed = input.AsSpan();
        File.WriteAllBytes(Path.Combine(_folder, "HEAD"), Sections.Take(ref packed));
        File.WriteAllBytes(Path.Combine(_folder, "refs", "heads", "loose"), Sections.Take(ref packed));
        File.WriteAllBytes(Path.Combine(_folder, "packed-refs"), packed);
        var refs = RefFiles.Read(Layouts.Create(_folder));
        Require(refs.Names.All(name => name.Target.Length == 20 && !name.Target.IsZero), "a ref names no object");
        Require(refs.Names.Count + refs.Broken.Count <= 4 + packed.Count((byte)'\n') + 1, "there are more refs than lines");
    }
}
