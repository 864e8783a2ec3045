using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Push;

namespace SecretSentry.Fuzz.Targets;

/// <summary>What git writes to the hooks of a push.</summary>
internal sealed class PushTarget : FuzzTarget
{
    public override string Name => "push-lines";

    public override IReadOnlyList<string> Words => [" ", "\n", "refs/heads/main", "0000000000000000000000000000000000000000", "(delete)",
        "\r", "\0"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        var id = new string('a', 40);
        yield return FromText($"refs/heads/main {id} refs/heads/main {id}\n(delete) {new string('0', 40)} refs/heads/x {id}\n");
        yield return FromText($"{id} {id} refs/heads/main\n");
    }

    public override void Run(byte[] input)
    {
        Read(input, RefUpdate.ReadPrePush);
        Read(input, RefUpdate.ReadPreReceive);
    }

    private static void Read(byte[] input, Func<Stream, IReadOnlyList<RefUpdate>> read)
    {
        try
        {
            Require(read(new MemoryStream(input)).Count <= input.AsSpan().Count((byte)'\n') + 1, "there are more updates than lines");
        }
        catch (FormatException)
        {
            return;
        }
    }
}
