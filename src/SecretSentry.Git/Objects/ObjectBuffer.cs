using System.Runtime.InteropServices;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Memory for one object at a time, outside the garbage-collected heap. The content is followed by <see cref="Slack"/> bytes that may be
/// read and overwritten, because inflate and delta copies move whole vectors.
/// </summary>
public sealed unsafe class ObjectBuffer : IDisposable
{
    /// <summary>The longest deflate match (258) and the widest move (32), rounded up.</summary>
    public const int Slack = 512;

    private const int Alignment = 64;
    private long _capacity;

    /// <summary>Pointer to the first byte.</summary>
    public byte* Start { get; private set; }

    /// <summary>Length of the object in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The state that a visitor keeps for this content; null when no visitor has kept any in this buffer.</summary>
    public IContentState? State { get; private set; }

    /// <summary>Size of the allocated memory in bytes.</summary>
    internal long Capacity => _capacity;

    /// <summary>The content of the object. It is valid until the buffer is used for another object.</summary>
    public ReadOnlySpan<byte> Content => new(Start, Length);

    /// <summary>Returns the state of this content. It is empty when none was kept. State of another type is dropped.</summary>
    public T StateAs<T>() where T : class, IContentState, new()
    {
        if (State is not T state)
        {
            State = state = new();
        }

        return state;
    }

    /// <summary>Makes room for <paramref name="length"/> bytes. The previous content is lost.</summary>
    public void Reserve(int length)
    {
        if (_capacity < (long)length + Slack)
        {
            var wanted = Math.Max(64 * 1024, (long)length + Slack + (length / 4));
            NativeMemory.AlignedFree(Start);
            _capacity = 0;
            Start = (byte*)NativeMemory.AlignedAlloc((nuint)wanted, Alignment);
            _capacity = wanted;

            // Reads into the slack must be harmless and return the same bytes each time.
            new Span<byte>(Start, (int)Math.Min(wanted, int.MaxValue)).Clear();
        }

        Length = length;
    }

    /// <summary>Releases the memory when it is larger than <paramref name="limit"/> bytes.</summary>
    public void Trim(long limit)
    {
        if (_capacity > limit)
        {
            Dispose();
        }
    }

    /// <summary>Releases the memory. The buffer can be used again.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(Start);
        Start = null;
        (_capacity, Length) = (0, 0);
    }
}
