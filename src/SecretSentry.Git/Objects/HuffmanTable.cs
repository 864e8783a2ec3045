using System.Numerics;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Decodes one prefix code. The first table is indexed by the next bits of the input. It leads to a second table for codes that are longer.
/// </summary>
/// <remarks>
/// A table entry is 32 bits. Bits 0-7: bits to consume, with extra bits. Bits 8-11: bits of the code alone. Bits 12-27: literal, base of a
/// length or distance, or start of the second table. Bit 31: literal. Bit 30: neither literal nor length; then bit 29: second
/// table (bits 0-7: bits that chose it, bits 8-11: its own bits), bit 28: end of block, none: no code.
/// </remarks>
internal sealed class HuffmanTable
{
    /// <summary>Bit of an entry that is a literal.</summary>
    public const uint Literal = 1u << 31;

    /// <summary>Bit of an entry that is neither a literal nor a length or distance.</summary>
    public const uint Exceptional = 1u << 30;

    /// <summary>Bit of an exceptional entry that leads to a second table.</summary>
    public const uint SecondTable = 1u << 29;

    /// <summary>Bit of an exceptional entry that ends the block.</summary>
    public const uint EndOfBlock = 1u << 28;

    /// <summary>Number of bits of the longest code in deflate.</summary>
    public const int MaxCodeLength = 15;

    private readonly int _firstBits;
    private readonly uint[] _values;
    private readonly ushort[] _sorted;
    private int _nextTable;

    /// <summary>Creates a table without a code.</summary>
    /// <param name="firstBits">Number of bits that index the first table.</param>
    /// <param name="longestCode">Number of bits of the longest possible code.</param>
    /// <param name="values">The entry of each symbol, without the length of its code.</param>
    public HuffmanTable(int firstBits, int longestCode, uint[] values)
    {
        (_firstBits, _values, _sorted) = (firstBits, values, new ushort[values.Length]);

        // At most half the codes are reached through slots of the first table. Each slot leads to at most 2^(longest code - first bits)
        // others.
        Entries = GC.AllocateArray<uint>((1 << firstBits) + (values.Length / 2 * (1 << (longestCode - firstBits))), pinned: true);
    }

    /// <summary>The entries: the first table, then the second tables. The array is pinned.</summary>
    public uint[] Entries { get; }

    /// <summary>
    /// Builds the table from the code lengths of the symbols. Returns false when the lengths do not form a prefix code. A single code of
    /// one bit is allowed, and so is no code at all (RFC 1951, 3.2.7). Slots without a code are detected when they are used.
    /// </summary>
    public bool TryBuild(ReadOnlySpan<byte> codes)
    {
        Span<int> counts = stackalloc int[MaxCodeLength + 1];
        counts.Clear();
        foreach (var length in codes)
        {
            counts[length]++;
        }

        var used = codes.Length - counts[0];
        counts[0] = 0;
        if (!IsPrefixCode(counts, used))
        {
            return false;
        }

        Sort(codes, counts);
        if (used <= 1)
        {
            Entries.AsSpan(0, 1 << _firstBits).Fill(Exceptional);
        }

        Fill(counts, isSparse: used <= 1);
        return true;
    }

    private static bool IsPrefixCode(ReadOnlySpan<int> counts, int used)
    {
        var remaining = 1;
        for (var length = 1; length <= MaxCodeLength; length++)
        {
            remaining = (remaining << 1) - counts[length];
            if (remaining < 0)
            {
                return false;
            }
        }

        return remaining == 0 || used == 0 || (used == 1 && counts[1] == 1);
    }

    /// <summary>Sorts symbols by code length, then by value, into <see cref="_sorted"/>.</summary>
    private void Sort(ReadOnlySpan<byte> codes, ReadOnlySpan<int> counts)
    {
        Span<int> offsets = stackalloc int[MaxCodeLength + 2];
        offsets[1] = 0;
        for (var length = 1; length <= MaxCodeLength; length++)
        {
            offsets[length + 1] = offsets[length] + counts[length];
        }

        for (var symbol = 0; symbol < codes.Length; symbol++)
        {
            if (codes[symbol] != 0)
            {
                _sorted[offsets[codes[symbol]]++] = (ushort)symbol;
            }
        }
    }

    /// <summary>
    /// Fills the table. Codes come in ascending order, so their bit-reversed forms are counted upwards from the top bit. The first table
    /// doubles with each length: the slots of shorter codes are repeated by copying.
    /// </summary>
    private void Fill(ReadOnlySpan<int> counts, bool isSparse)
    {
        var (table, values, firstBits, code, index) = (Entries, _values, _firstBits, 0u, 0);
        _nextTable = 1 << firstBits;
        for (var length = 1; length <= MaxCodeLength; length++)
        {
            if (length <= firstBits && !isSparse)
            {
                table.AsSpan(0, 1 << (length - 1)).CopyTo(table.AsSpan(1 << (length - 1)));
            }

            for (var i = counts[length]; i > 0; i--)
            {
                var value = values[_sorted[index++]];
                value += (uint)length | ((uint)length << 8);
                if (length > firstBits)
                {
                    GetSecondTable(code, length, counts, i)[(int)(code >> firstBits)..]
                        .FillEvery(1 << (length - firstBits), value);
                }
                else
                {
                    table[code] = value;
                    if (isSparse)
                    {
                        table.AsSpan((int)code, (1 << firstBits) - (int)code).FillEvery(1 << length, value);
                    }
                }

                code = GetNextCode(code, length);
            }
        }
    }

    /// <summary>
    /// Returns the second table for the first-table slot that the first bits of <paramref name="code"/> select. It is created on first use,
    /// as large as the remaining codes need.
    /// </summary>
    private Span<uint> GetSecondTable(uint code, int length, ReadOnlySpan<int> counts, int remaining)
    {
        var firstBits = _firstBits;
        ref var entry = ref Entries[code & ((1u << firstBits) - 1)];
        if (code >> firstBits == 0)
        {
            // The first code of a group has zeros after the group's bits. The group ends where its slots are used up.
            var bits = length - firstBits;
            var unused = (1 << bits) - remaining;
            while (unused > 0 && firstBits + bits < MaxCodeLength)
            {
                bits++;
                unused = (unused << 1) - counts[firstBits + bits];
            }

            entry = Exceptional | SecondTable | ((uint)_nextTable << 12) | ((uint)bits << 8) | (uint)firstBits;
            _nextTable += 1 << bits;
        }

        return Entries.AsSpan((int)((entry >> 12) & 0xFFFF), 1 << (int)((entry >> 8) & 0xF));
    }

    /// <summary>Returns the code that follows <paramref name="code"/>. Both are bit-reversed.</summary>
    private static uint GetNextCode(uint code, int length)
    {
        var zeros = code ^ ((1u << length) - 1);
        if (zeros == 0)
        {
            return 0;
        }

        var highest = 1u << BitOperations.Log2(zeros);
        return (code & (highest - 1)) | highest;
    }
}
