using System.Runtime.InteropServices;

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

    /// <summary>What a visitor keeps of this content; null when none ever did in this buffer.</summary>
    public IContentState? State { get; private set; }

    /// <summary>Bytes held.</summary>
    public long Capacity => _capacity;

    /// <summary>The object; valid until the buffer is used for another one.</summary>
    public ReadOnlySpan<byte> Content => new(Start, Length);

    /// <summary>The state of this content, empty when nothing was kept of it; that of another type is dropped.</summary>
    public T StateAs<T>() where T : class, IContentState, new()
    {
        if (State is not T state)
        {
            State = state = new();
        }

        return state;
    }

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
