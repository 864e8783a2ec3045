using System.Runtime.InteropServices;
using SecretSentry.Engine.Search;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Memory for one object at a time, outside the collected heap, with <see cref="Slack"/> bytes behind the content that may be read and
/// overwritten: inflate and delta copies move whole vectors.
/// </summary>
public sealed unsafe class ObjectBuffer : IDisposable
{
    /// <summary>The longest deflate match (258) and the widest move (32), rounded up.</summary>
    public const int Slack = 512;

    private const int Alignment = 64;
    private long _capacity;

    /// <summary>First byte.</summary>
    public byte* Start { get; private set; }

    /// <summary>Bytes of the object.</summary>
    public int Length { get; private set; }

    /// <summary>What a visitor wants to remember of this content while its deltas are visited (starts of tree entries).</summary>
    public List<int> Marks { get; } = [];

    /// <summary>One more value for each mark.</summary>
    public List<long> Notes { get; } = [];

    /// <summary>Of a tree: the runs of its entries, for the trees made from it.</summary>
    public TreeRuns Runs { get; } = new();

    /// <summary>What a scanner knows of this content while its deltas are visited.</summary>
    public Landmarks Landmarks { get; } = new();

    /// <summary>Bytes held.</summary>
    public long Capacity => _capacity;

    /// <summary>The object; valid until the buffer is used for another one.</summary>
    public ReadOnlySpan<byte> Content => new(Start, Length);

    /// <summary>Makes room for <paramref name="length"/> bytes; what was there is lost.</summary>
    public void Reserve(int length)
    {
        if (_capacity < (long)length + Slack)
        {
            var wanted = Math.Max(64 * 1024, (long)length + Slack + (length / 4));
            NativeMemory.AlignedFree(Start);
            _capacity = 0;
            Start = (byte*)NativeMemory.AlignedAlloc((nuint)wanted, Alignment);
            _capacity = wanted;

            // Over-reads of the slack must be harmless and the same each time.
            new Span<byte>(Start, (int)Math.Min(wanted, int.MaxValue)).Clear();
        }

        Length = length;
    }

    /// <summary>Gives memory beyond <paramref name="limit"/> bytes back.</summary>
    public void Trim(long limit)
    {
        if (_capacity > limit)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Start);
        Start = null;
        (_capacity, Length) = (0, 0);
    }
}
