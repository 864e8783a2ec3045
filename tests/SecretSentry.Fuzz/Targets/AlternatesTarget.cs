using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>The list of other object folders.</summary>
internal sealed class AlternatesTarget : FuzzTarget
{
    private string _folder = "";

    public override string Name => "alternates";

    public override IReadOnlyList<string> Words => ["../", "./", "/", "\"", "#", "\n", "../../other/objects", "\0", "//"];

    public override int MaxLength => 512;

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _folder = seeds.MakeFolder("alternates");
        Directory.CreateDirectory(Path.Combine(_folder, "objects", "info"));
        Directory.CreateDirectory(Path.Combine(_folder, "other", "objects", "info"));
        File.WriteAllText(Path.Combine(_folder, "other", "objects", "info", "alternates"), "../../objects\n");
        yield return FromText("../other/objects\n# comment\n/nowhere\n\"quoted\"\n");
    }

    public override void Run(byte[] input)
    {
        File.WriteAllBytes(Path.Combine(_folder, "objects", "info", "alternates"), input);
        var (folders, missing) = RepositoryLayout.FindObjectFolders(_folder);
        Require(folders.Count >= 1 && folders.Distinct(StringComparer.Ordinal).Count() == folders.Count,
            "an object folder is listed twice");
        Require(missing.Count <= 6 * (input.Length + 2), "there are more folders than lines");
    }
}
