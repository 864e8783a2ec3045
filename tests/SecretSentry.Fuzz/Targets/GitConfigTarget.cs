using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>git's configuration.</summary>
internal sealed class GitConfigTarget : FuzzTarget
{
    private string _path = "";

    public override string Name => "git-config";

    public override IReadOnlyList<string> Words => ["[", "]", "[remote \"", "\"]", "\\\"", "\\", "=", "#", ";", "\n", "extensions",
        "promisor = true"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _path = Path.Combine(seeds.MakeFolder("config"), "config");
        yield return seeds.Repository.Read("config");
        yield return FromText("[remote \"a\\\"b\"]\n\turl = x # y\n[extensions]\npartialClone=origin\n[a.b] c\n");
    }

    public override void Run(byte[] input)
    {
        File.WriteAllBytes(_path, input);
        var settings = RepositoryLayout.ReadSettings(_path);
        Require(settings.Count <= input.AsSpan().Count((byte)'\n') + input.AsSpan().Count((byte)'\r') + 1,
            "there are more settings than lines");
    }
}
