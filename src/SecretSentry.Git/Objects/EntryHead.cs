namespace SecretSentry.Git.Objects;

/// <summary>The head of one pack entry.</summary>
/// <param name="Type">Storage type of the entry.</param>
/// <param name="Size">Length in bytes after inflation: of the object, or of the delta.</param>
/// <param name="Base">For an offset delta, the distance back to the base's entry; otherwise 0.</param>
/// <param name="Length">Length of the head in bytes, including the base's id of a reference delta.</param>
internal readonly record struct EntryHead(EntryType Type, long Size, long Base, int Length)
{
    /// <summary>
    /// Number of bytes sufficient for every head without the id of a base. 10 bytes of size and 10 of distance would be enough.
    /// </summary>
    public const int Longest = 32;

    /// <summary>Reads the head at the start of <paramref name="bytes"/>.</summary>
    /// <exception cref="DamagedException">The head extends past the end of the bytes.</exception>
    public static EntryHead Read(ReadOnlySpan<byte> bytes, int idLength)
    {
        var offset = 0;
        var first = Byte(bytes, ref offset);
        var type = (EntryType)((first >> 4) & 7);
        long size = first & 15;
        for (var shift = 4; (first & 0x80) != 0; shift += 7)
        {
            first = Byte(bytes, ref offset);
            Require(shift < 57, "the length in the header of an entry is too large");
            size |= (long)(first & 0x7F) << shift;
        }

        var distance = type == EntryType.OffsetDelta ? ReadDistance(bytes, ref offset) : 0;
        offset += type == EntryType.ReferenceDelta ? idLength : 0;
        Require(offset < bytes.Length, "an entry ends in the middle of its header");
        return new(type, size, distance, offset);
    }

    /// <summary>gitformat-pack, "offset encoding": each further byte adds 2^7, 2^14 ..., so that every value has only one form.</summary>
    private static long ReadDistance(ReadOnlySpan<byte> bytes, ref int offset)
    {
        var next = Byte(bytes, ref offset);
        long distance = next & 0x7F;
        while ((next & 0x80) != 0)
        {
            Require(distance < long.MaxValue >> 8, "the distance to its delta base is too large");
            next = Byte(bytes, ref offset);
            distance = ((distance + 1) << 7) | (uint)(next & 0x7F);
        }

        Require(distance > 0, "it is its own delta base");
        return distance;
    }

    private static byte Byte(ReadOnlySpan<byte> bytes, ref int offset)
    {
        Require(offset < bytes.Length, "an entry ends in the middle of its header");
        return bytes[offset++];
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new DamagedException(otherwise);
        }
    }
}
