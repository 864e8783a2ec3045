using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;

namespace SecretSentry.Fuzz.Targets;

/// <summary>The list of blobs without findings, after its hash was checked. What is read and written again has the same keys.</summary>
internal sealed class CleanBlobsTarget : FuzzTarget
{
    public override string Name => "clean-blobs";

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        var blobs = new CleanBlobs();
        yield return blobs.Format(ObjectFormat.Sha1, []);
        yield return blobs.Format(ObjectFormat.Sha1, [new(new byte[20]), ObjectFormat.Sha1.EmptyTree]);
    }

    public override void Run(byte[] input)
    {
        var blobs = new CleanBlobs();
        blobs.Add(input, ObjectFormat.Sha1);
        Require(blobs.Count <= input.Length / 20, "there are more keys than bytes for them");
        var again = new CleanBlobs();
        again.Add(blobs.Format(ObjectFormat.Sha1, []), ObjectFormat.Sha1);
        Require(again.Count == blobs.Count, "keys are lost when they are written");
    }
}
