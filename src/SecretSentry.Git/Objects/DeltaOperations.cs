using System.Numerics;
using System.Runtime.InteropServices;

namespace SecretSentry.Git.Objects;

/// <summary>Enumerates the operations of a delta that has been applied.</summary>
internal ref struct DeltaOperations(ReadOnlySpan<byte> delta)
{
    private readonly ReadOnlySpan<byte> _delta = delta;
    private int _offset;

    /// <summary>Offset of the first copied byte in the base; negative for inserted bytes.</summary>
    public int Source { get; private set; }

    /// <summary>Offset of the first byte in the result.</summary>
    public int Start { get; private set; }

    /// <summary>Length in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Moves to the next operation. Returns false after the last one.</summary>
    public bool Read()
    {
        Start += Length;
        if (_offset >= _delta.Length)
        {
            Length = 0;
            return false;
        }

        int operation = _delta[_offset++];
        if (operation < 0x80)
        {
            (Source, Length) = (-1, operation);
            _offset += operation;
            return true;
        }

        var present = (uint)operation & 0x7F;
        var fields = Delta.ReadFields(Read(BitOperations.PopCount(present)), present);
        var (offset, size) = ((int)fields, (int)(fields >> 32) & 0xFFFFFF);
        (Source, Length) = (offset, size == 0 ? 0x10000 : size);
        return true;
    }

    /// <summary>Advances by <paramref name="count"/> bytes, at most seven, and returns them in the low bytes.</summary>
    private ulong Read(int count)
    {
        var rest = _delta[_offset..];
        _offset += count;
        if (rest.Length >= sizeof(ulong))
        {
            return MemoryMarshal.Read<ulong>(rest);
        }

        var bytes = 0UL;
        rest[..count].CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref bytes)));
        return bytes;
    }
}
