using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SharpFuzz.Common;

namespace SecretSentry.Fuzz.Targets;

/// <summary>
/// Faults that are planted, so that a test can see that they are found: behind conditions that chance alone would not meet, but that are
/// met one by one. It does not run with <c>all</c>.
/// </summary>
internal sealed class PlantedTarget(string fault) : FuzzTarget
{
    public override string Name => "planted-" + fault;

    public override bool IsListed => false;

    public override int MaxLength => 64;

    public override long LimitMemory(int length) => 1 << 20;

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) => [FromText("seed")];

    public override void Run(byte[] input)
    {
        var right = input.AsSpan().CommonPrefixLength("Fuzz"u8);
        for (var branch = 1; branch <= right; branch++)
        {
            Count(branch);
        }

        if (right == 4)
        {
            Fail(input);
        }
    }

    /// <summary>Does what an instrumented branch does.</summary>
    private static unsafe void Count(int branch) => Trace.SharedMem[branch]++;

    private void Fail(byte[] input)
    {
        switch (fault)
        {
            case "exception":
                throw new InvalidOperationException("planted");
            case "memory":
                GC.KeepAlive(new byte[2 << 20]);
                break;
            case "overflow":
                Recurse(input, 0);
                break;
            case "hang":
                while (input.Length > 0)
                {
                    Thread.SpinWait(1);
                }

                break;
            default:
                break;
        }
    }

    private static long Recurse(byte[] input, long depth) => depth < 0 ? input.Length : Recurse(input, depth + 1)
        + Recurse(input, depth + 2);
}
