using System.Buffers.Binary;

namespace SecretSentry.Git.Objects;

/// <summary>The id of an object: 20 (SHA-1) or 32 (SHA-256) bytes, stored inline.</summary>
public readonly struct ObjectId : IEquatable<ObjectId>, IComparable<ObjectId>
{
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;
    private readonly byte _length;

    /// <summary>Creates the id from <paramref name="bytes"/>, which are 20 or 32 bytes long.</summary>
    public ObjectId(ReadOnlySpan<byte> bytes)
    {
        Span<byte> all = stackalloc byte[32];
        all.Clear();
        bytes.CopyTo(all);
        _first = BinaryPrimitives.ReadUInt64BigEndian(all);
        _second = BinaryPrimitives.ReadUInt64BigEndian(all[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(all[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(all[24..]);
        _length = (byte)bytes.Length;
    }

    /// <summary>Length of the id in bytes; 0 for the default value, which is no object's id.</summary>
    public int Length => _length;

    /// <summary>Whether all bytes are zero, which means "no object" in git.</summary>
    public bool IsZero => (_first | _second | _third | _fourth) == 0;

    /// <summary>Parses 40 or 64 hexadecimal digits. Returns false when they are not an id.</summary>
    public static bool TryParse(ReadOnlySpan<byte> digits, out ObjectId id)
    {
        Span<byte> bytes = stackalloc byte[32];
        id = default;
        if (digits.Length is not (40 or 64) || Convert.FromHexString(digits, bytes, out _,
            out var length) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        id = new(bytes[..length]);
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out ObjectId)"/>
    public static bool TryParse(ReadOnlySpan<char> digits, out ObjectId id)
    {
        Span<byte> bytes = stackalloc byte[64];
        id = default;
        return digits.Length is 40 or 64 && System.Text.Ascii.FromUtf16(digits, bytes,
            out var length) == System.Buffers.OperationStatus.Done && TryParse(bytes[..length], out id);
    }

    /// <summary>Parses 40 or 64 hexadecimal digits. Returns the default value when they are not an id.</summary>
    public static ObjectId ParseOrDefault(ReadOnlySpan<char> digits) => TryParse(digits, out var id) ? id : default;

    /// <summary>Writes the bytes of the id. <paramref name="target"/> has room for 32 bytes.</summary>
    public void CopyTo(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(target, _first);
        BinaryPrimitives.WriteUInt64BigEndian(target[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(target[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(target[24..], _fourth);
    }

    /// <inheritdoc/>
    public bool Equals(ObjectId other) => _first == other._first && _second == other._second && _third == other._third
        && _fourth == other._fourth && _length == other._length;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ObjectId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(_first >> 32) ^ (int)_second;

    /// <summary>Compares the bytes, in the order of pack indexes.</summary>
    public int CompareTo(ObjectId other)
    {
        var order = _first.CompareTo(other._first);
        order = order != 0 ? order : _second.CompareTo(other._second);
        order = order != 0 ? order : _third.CompareTo(other._third);
        return order != 0 ? order : _fourth.CompareTo(other._fourth);
    }

    /// <summary>Returns the id as lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[32];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes[.._length]);
    }

    /// <inheritdoc/>
    public static bool operator ==(ObjectId left, ObjectId right) => left.Equals(right);

    /// <inheritdoc/>
    public static bool operator !=(ObjectId left, ObjectId right) => !left.Equals(right);

    /// <inheritdoc/>
    public static bool operator <(ObjectId left, ObjectId right) => left.CompareTo(right) < 0;

    /// <inheritdoc/>
    public static bool operator <=(ObjectId left, ObjectId right) => left.CompareTo(right) <= 0;

    /// <inheritdoc/>
    public static bool operator >(ObjectId left, ObjectId right) => left.CompareTo(right) > 0;

    /// <inheritdoc/>
    public static bool operator >=(ObjectId left, ObjectId right) => left.CompareTo(right) >= 0;
}
