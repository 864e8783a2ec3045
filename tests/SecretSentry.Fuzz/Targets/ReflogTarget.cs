using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Names;

namespace SecretSentry.Fuzz.Targets;

/// <summary>A reflog.</summary>
internal sealed class ReflogTarget : FuzzTarget
{
    private string _folder = "";

    public override string Name => "reflog";

    public override IReadOnlyList<string> Words => [" ", "\t", " 1700000000 +0100\t", "0000000000000000000000000000000000000000 ", "\n",
        "\r\n"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _folder = seeds.MakeFolder("logs-repository");
        Directory.CreateDirectory(Path.Combine(_folder, "logs"));
        yield return seeds.Repository.Read("logs/HEAD");
    }

    public override void Run(byte[] input)
    {
        File.WriteAllBytes(Path.Combine(_folder, "logs", "HEAD"), input);
        var broken = new List<BrokenName>();
        var entries = ReflogFiles.Read(Layouts.Create(_folder), broken);
        Require(entries.Count + broken.Count <= input.AsSpan().Count((byte)'\n') + 1, "a reflog has more entries than lines");
    }
}
