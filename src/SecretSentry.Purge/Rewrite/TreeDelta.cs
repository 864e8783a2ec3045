using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Rewrite;

/// <summary>
/// Creates a delta from one tree to another (gitformat-pack, "Deltified representation"). Runs of equal entries are copied, the others
/// inserted. Both trees have the same order of entries, so one pass over each finds the runs.
/// </summary>
internal static class TreeDelta
{
    private const int LongestInsert = 127;
    private const int LongestCopy = 0xFFFFFF;

    /// <summary>Returns the delta; null when a tree is malformed or the delta would not be much smaller than the tree.</summary>
    public static byte[]? Make(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, int idLength)
    {
        var delta = new List<byte>(64);
        AppendLength(delta, from.Length);
        AppendLength(delta, to.Length);
        var (source, copyStart, copyLength, insertStart) = (0, 0, 0, 0);
        for (var offset = 0; offset < to.Length;)
        {
            if (!TreeEntry.TryRead(to, offset, idLength, out var entry) || !Advance(from, entry.Name, idLength, ref source))
            {
                return null;
            }

            var isSame = from[source..].StartsWith(to.Slice(offset, entry.Length));
            if (!isSame || copyStart + copyLength != source)
            {
                Copy(delta, copyStart, copyLength);
                (copyStart, copyLength) = (source, 0);
            }

            if (isSame)
            {
                Insert(delta, to[insertStart..offset]);
                (copyLength, insertStart, source) = (copyLength + entry.Length, offset + entry.Length, source + entry.Length);
            }

            offset += entry.Length;
            if (delta.Count > to.Length / 2)
            {
                return null;
            }
        }

        Copy(delta, copyStart, copyLength);
        Insert(delta, to[insertStart..]);
        return delta.Count > to.Length / 2 ? null : [.. delta];
    }

    /// <summary>Skips entries whose names precede <paramref name="name"/>. Returns false at a malformed entry.</summary>
    private static bool Advance(ReadOnlySpan<byte> tree, ReadOnlySpan<byte> name, int idLength, ref int offset)
    {
        while (offset < tree.Length)
        {
            if (!TreeEntry.TryRead(tree, offset, idLength, out var entry))
            {
                return false;
            }

            if (entry.Name.SequenceCompareTo(name) >= 0)
            {
                return true;
            }

            offset += entry.Length;
        }

        return true;
    }

    private static void Insert(List<byte> delta, ReadOnlySpan<byte> bytes)
    {
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(LongestInsert, bytes.Length)..])
        {
            delta.Add((byte)Math.Min(LongestInsert, bytes.Length));
            delta.AddRange(bytes[..Math.Min(LongestInsert, bytes.Length)]);
        }
    }

    private static void Copy(List<byte> delta, int offset, int length)
    {
        for (; length > 0; offset += LongestCopy, length -= LongestCopy)
        {
            var (operation, index) = ((byte)0x80, delta.Count);
            delta.Add(0);
            for (var i = 0; i < 4; i++)
            {
                Part(offset >> (8 * i), i);
            }

            for (var i = 0; i < 3; i++)
            {
                Part(Math.Min(length, LongestCopy) >> (8 * i), 4 + i);
            }

            delta[index] = operation;

            void Part(int value, int bit)
            {
                if ((value & 0xFF) != 0)
                {
                    delta.Add((byte)value);
                    operation |= (byte)(1 << bit);
                }
            }
        }
    }

    private static void AppendLength(List<byte> delta, int length)
    {
        for (; length >= 0x80; length >>= 7)
        {
            delta.Add((byte)(length | 0x80));
        }

        delta.Add((byte)length);
    }
}
