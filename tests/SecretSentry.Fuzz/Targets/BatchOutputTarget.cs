using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Fuzz.Targets;

/// <summary>What git prints about objects, which may contain what a repository contains.</summary>
internal sealed class BatchOutputTarget : FuzzTarget
{
    public override string Name => "batch-output";

    public override IReadOnlyList<string> Words => [" blob ", " missing\n", " ambiguous\n", "\n", " ", "9223372036854775807", "2147483591",
        "-1"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) =>
        [FromText(new string('a', 40) + " blob 3\nabc\n" + new string('b', 40) + " missing\n" + new string('c', 40) + " commit 0\n\n")];

    public override void Run(byte[] input)
    {
        using var stream = new MemoryStream(input);
        byte[] buffer = [];
        try
        {
            while (BatchOutput.ReadHeader(stream) is { } header)
            {
                if (header.Length is > 0 and < 4096)
                {
                    _ = BatchOutput.ReadContent(stream, header.Length, ref buffer);
                }
            }
        }
        catch (Exception e) when (e is GitException or EndOfStreamException)
        {
            return;
        }
    }
}
