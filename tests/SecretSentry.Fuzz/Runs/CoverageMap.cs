using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace SecretSentry.Fuzz.Runs;

/// <summary>
/// The counters of the instrumented branches, as in AFL: one byte for each edge, which is a pair of branches that follow each other. A
/// count is new when it falls into a class (1, 2, 3, 4-7, 8-15, 16-31, 32-127, 128 and more) that this edge has not had.
/// </summary>
internal sealed unsafe class CoverageMap : IDisposable
{
    private const int Size = 65536;

    private static readonly byte[] Classes = [.. Enumerable.Range(0, 256).Select(count =>
        (byte)(count < 3 ? count : count == 3 ? 4 : count < 8 ? 8 : count < 16 ? 16 : count < 32 ? 32 : count < 128 ? 64 : 128))];

    private readonly byte* _counts = (byte*)NativeMemory.AlignedAlloc(Size, 64);
    private readonly byte[] _seen = new byte[Size];

    public CoverageMap()
    {
        Trace.SharedMem = _counts;
        Clear();
    }

    /// <summary>Number of edges that any input has taken.</summary>
    public int Edges { get; private set; }

    /// <summary>Forgets what earlier inputs have taken, before another target.</summary>
    public void Forget()
    {
        Array.Clear(_seen);
        Edges = 0;
    }

    /// <summary>Sets all counters to zero, before an input.</summary>
    public void Clear()
    {
        new Span<byte>(_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Adds the counts of an input. Returns whether one of them is new, and whether an edge is.</summary>
    public (bool HasNewCount, bool HasNewEdge) Add()
    {
        var counts = new ReadOnlySpan<byte>(_counts, Size);
        var (count, edges) = (false, Edges);
        for (var at = 0; at < Size; at++)
        {
            var next = counts[at..].IndexOfAnyExcept((byte)0);
            if (next < 0)
            {
                break;
            }

            at += next;
            ref var seen = ref _seen[at];
            var value = Classes[counts[at]];
            if ((seen & value) == 0)
            {
                Edges += seen == 0 ? 1 : 0;
                seen |= value;
                count = true;
            }
        }

        return (count, Edges > edges);
    }

    public void Dispose()
    {
        // Branches of the tested code that run later count here.
        Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(Size);
        NativeMemory.AlignedFree(_counts);
    }
}
