using System.Numerics;
using System.Runtime.Intrinsics;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Inflates a zlib stream whose length is known in advance, from one complete buffer to another. No state survives a call, so there is one
/// loop and no bookkeeping for restarts. The Adler-32 is left to the caller, who has a CRC of the compressed bytes in most cases. Formats:
/// RFC 1950, RFC 1951. An instance belongs to one thread.
/// </summary>
/// <remarks>
/// A table entry is 32 bits. Bits 0-7: bits to consume, with extra bits. Bits 8-11: bits of the code alone. Bits 12-27: literal, base of a
/// length or distance, or start of the second table. Bit 31: literal. Bit 30: neither literal nor length; then bit 29: second
/// table (bits 0-7: bits that chose it, bits 8-11: its own bits), bit 28: end of block, none: no code.
/// </remarks>
internal sealed unsafe class Inflater
{
    /// <summary>
    /// The highest compression ratio of deflate: 258 bytes for two bits, less the cost of headers. A larger claim is false.
    /// </summary>
    public const long MaxRatio = 1032;

    private const uint Literal = 1u << 31;
    private const uint Exceptional = 1u << 30;
    private const uint SecondTable = 1u << 29;
    private const uint EndOfBlock = 1u << 28;

    private const int LengthBits = 11;
    private const int DistanceBits = 8;
    private const int MaxCodeLength = 15;
    private const int LengthCodes = 288;
    private const int DistanceCodes = 32;

    // The second tables: at most half the codes are reached through first-table slots, and each of them has at most 2^(15 - first bits)
    // slots.
    private const int LengthEntries = (1 << LengthBits) + (LengthCodes / 2 * (1 << (MaxCodeLength - LengthBits)));
    private const int DistanceEntries = (1 << DistanceBits) + (DistanceCodes / 2 * (1 << (MaxCodeLength - DistanceBits)));

    private static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private static readonly uint[] LengthValues = BuildLengthValues();
    private static readonly uint[] DistanceValues = BuildDistanceValues();
    private static readonly uint[] PlainValues = [.. Enumerable.Range(0, 19).Select(symbol => (uint)symbol << 12)];

    private readonly uint[] _lengths = GC.AllocateArray<uint>(LengthEntries, pinned: true);
    private readonly uint[] _distances = GC.AllocateArray<uint>(DistanceEntries, pinned: true);
    private readonly uint[] _codeLengths = GC.AllocateArray<uint>(128, pinned: true);
    private readonly byte[] _codes = new byte[LengthCodes + DistanceCodes + 138];
    private readonly ushort[] _sorted = new ushort[LengthCodes];
    private bool _areFixed;

    private byte* _next;
    private byte* _end;
    private byte* _target;
    private ulong _bits;
    private int _count;
    private int _padding;

    /// <summary>
    /// Inflates the stream at <paramref name="source"/> into <paramref name="target"/>, which has room for <paramref name="length"/> bytes
    /// and <see cref="ObjectBuffer.Slack"/> more. No byte at or after <paramref name="readable"/> is read.
    /// </summary>
    /// <param name="source">Pointer to the first byte of the zlib header.</param>
    /// <param name="readable">End of the memory that may be read.</param>
    /// <param name="target">Receives the content.</param>
    /// <param name="length">Number of bytes that the stream must contain.</param>
    /// <param name="after">Pointer to the byte after the last deflate block, where the Adler-32 starts.</param>
    public InflateResult Inflate(byte* source, byte* readable, byte* target, int length, out byte* after)
    {
        after = source;
        if (readable - source < 2)
        {
            return InflateResult.InputEnds;
        }

        var header = (source[0] << 8) | source[1];
        if ((source[0] & 0x0F) != 8 || (source[0] >> 4) > 7 || header % 31 != 0 || (header & 0x20) != 0)
        {
            return InflateResult.NoZlibHeader;
        }

        _next = source + 2;
        _end = readable;
        _target = target;
        (_bits, _count, _padding) = (0, 0, 0);
        var result = InflateBlocks(target, target + length);
        after = _next - Math.Max(0, (_count - _padding) >> 3);
        return result == InflateResult.Done && _padding > _count ? InflateResult.InputEnds : result;
    }

    private InflateResult InflateBlocks(byte* target, byte* end)
    {
        while (true)
        {
            Refill();
            if (_padding > _count)
            {
                return InflateResult.InputEnds;
            }

            var isLast = ReadBits(1) != 0;
            var result = ReadBits(2) switch
            {
                0 => InflateStored(ref target, end),
                1 => InflateCompressed(ref target, end, isFixed: true),
                2 => InflateCompressed(ref target, end, isFixed: false),
                _ => InflateResult.BadData,
            };
            if (result != InflateResult.Done || isLast)
            {
                return result == InflateResult.Done && target != end ? InflateResult.TooShort : result;
            }
        }
    }

    private InflateResult InflateStored(ref byte* target, byte* end)
    {
        ReadBits(_count & 7);
        Refill();
        var length = ReadBits(16);
        var check = ReadBits(16);
        if (length != (~check & 0xFFFF))
        {
            return _padding > _count ? InflateResult.InputEnds : InflateResult.BadData;
        }

        if (_padding > 0)
        {
            return length == 0 && _padding <= _count ? InflateResult.Done : InflateResult.InputEnds;
        }

        // Whole bytes that were read ahead are returned to the input.
        _next -= _count >> 3;
        (_bits, _count) = (0, 0);
        if (_end - _next < length)
        {
            return InflateResult.InputEnds;
        }

        var copied = Math.Min(length, end - target);
        Buffer.MemoryCopy(_next, target, copied, copied);
        _next += copied;
        target += copied;
        return copied == length ? InflateResult.Done : InflateResult.TooLong;
    }

    private InflateResult InflateCompressed(ref byte* target, byte* end, bool isFixed)
    {
        if (isFixed)
        {
            BuildFixed();
        }
        else if (!BuildDynamic())
        {
            return _padding > _count ? InflateResult.InputEnds : InflateResult.BadData;
        }

        fixed (uint* lengths = _lengths, distances = _distances)
        {
            return InflateSymbols(lengths, distances, ref target, end);
        }
    }

    /// <summary>
    /// The inner loop. It is long on purpose: everything it uses stays in registers. Each iteration starts with at least 56 bits. Three
    /// literals take at most 3 × 11 bits from the first table; a length and its distance take at most 15 + 5 + 15 + 13 = 48. Output is
    /// checked once per iteration, because an iteration writes no more than the slack after <paramref name="end"/>.
    /// </summary>
    private InflateResult InflateSymbols(uint* lengths, uint* distances, ref byte* target, byte* end)
    {
        const ulong lengthMask = (1 << LengthBits) - 1;
        const ulong distanceMask = (1 << DistanceBits) - 1;
        var (to, next, safe, bits, count) = ((nint)target, (nint)_next, (nint)_end - 8, _bits, _count);
        var (start, stop) = ((nint)_target, (nint)end);
        var result = InflateResult.Done;
        while (true)
        {
            if (next <= safe)
            {
                bits |= *(ulong*)next << count;
                next += (63 - count) >> 3;
                count |= 56;
            }
            else
            {
                _next = (byte*)next;
                (_bits, _count) = (bits, count);
                Refill();
                (next, bits, count) = ((nint)_next, _bits, _count);
                if (_padding > count)
                {
                    result = InflateResult.InputEnds;
                    break;
                }
            }

            var entry = lengths[bits & lengthMask];
            if ((entry & Literal) != 0)
            {
                bits >>= (int)entry;
                count -= (byte)entry;
                *(byte*)to++ = (byte)(entry >> 12);
                entry = lengths[bits & lengthMask];
                if ((entry & Literal) != 0)
                {
                    bits >>= (int)entry;
                    count -= (byte)entry;
                    *(byte*)to++ = (byte)(entry >> 12);
                    entry = lengths[bits & lengthMask];
                    if ((entry & Literal) != 0)
                    {
                        bits >>= (int)entry;
                        count -= (byte)entry;
                        *(byte*)to++ = (byte)(entry >> 12);
                    }

                    if (to > stop)
                    {
                        result = InflateResult.TooLong;
                        break;
                    }

                    continue;
                }

                // One literal was read: the remaining 56 - 11 bits may not be enough for the next code.
                if (next <= safe)
                {
                    bits |= *(ulong*)next << count;
                    next += (63 - count) >> 3;
                    count |= 56;
                }
                else
                {
                    _next = (byte*)next;
                    (_bits, _count) = (bits, count);
                    Refill();
                    (next, bits, count) = ((nint)_next, _bits, _count);
                }
            }

            if ((entry & Exceptional) != 0)
            {
                if ((entry & SecondTable) != 0)
                {
                    entry = lengths[((entry >> 12) & 0xFFFF)
                        + (uint)((bits >> (int)(entry & 0xFF)) & ((1UL << (int)((entry >> 8) & 0xF)) - 1))];
                }

                if ((entry & Literal) != 0)
                {
                    bits >>= (int)entry;
                    count -= (byte)entry;
                    *(byte*)to++ = (byte)(entry >> 12);
                    if (to > stop)
                    {
                        result = InflateResult.TooLong;
                        break;
                    }

                    continue;
                }

                if ((entry & Exceptional) != 0)
                {
                    bits >>= (int)entry;
                    count -= (byte)entry;
                    result = (entry & EndOfBlock) != 0 ? InflateResult.Done : InflateResult.BadData;
                    break;
                }
            }

            var length = (nint)(entry >> 12) + (nint)((bits & ((1UL << (int)(entry & 0xFF)) - 1)) >> (int)((entry >> 8) & 0xF));
            bits >>= (int)entry;
            count -= (byte)entry;

            entry = distances[bits & distanceMask];
            if ((entry & Exceptional) != 0)
            {
                if ((entry & SecondTable) != 0)
                {
                    entry = distances[((entry >> 12) & 0xFFFF)
                        + (uint)((bits >> (int)(entry & 0xFF)) & ((1UL << (int)((entry >> 8) & 0xF)) - 1))];
                }

                if ((entry & Exceptional) != 0)
                {
                    result = InflateResult.BadData;
                    break;
                }
            }

            var distance = (nint)((entry >> 12) & 0xFFFF)
                + (nint)((bits & ((1UL << (int)(entry & 0xFF)) - 1)) >> (int)((entry >> 8) & 0xF));
            bits >>= (int)entry;
            count -= (byte)entry;
            if (distance > to - start)
            {
                result = InflateResult.BadData;
                break;
            }

            Repeat((byte*)to, distance, length);
            to += length;
            if (to > stop)
            {
                result = InflateResult.TooLong;
                break;
            }
        }

        _next = (byte*)next;
        target = (byte*)to;
        (_bits, _count) = (bits, count);
        return result == InflateResult.Done && to > stop ? InflateResult.TooLong : result;
    }

    /// <summary>
    /// Copies <paramref name="length"/> bytes from <paramref name="distance"/> bytes earlier. It may write up to 31 bytes more.
    /// </summary>
    private static void Repeat(byte* to, nint distance, nint length)
    {
        var from = to - distance;
        var end = to + length;
        if (distance >= 32)
        {
            do
            {
                Vector256.Load(from).Store(to);
                from += 32;
                to += 32;
            }
            while (to < end);
        }
        else if (distance >= 8)
        {
            do
            {
                *(ulong*)to = *(ulong*)from;
                from += 8;
                to += 8;
            }
            while (to < end);
        }
        else if (distance == 1)
        {
            var value = Vector256.Create(*from);
            do
            {
                value.Store(to);
                to += 32;
            }
            while (to < end);
        }
        else
        {
            do
            {
                *to++ = *from++;
            }
            while (to < end);
        }
    }

    /// <summary>
    /// Fills the bit buffer to at least 56 bits. After the end of the input it adds zeros, which are counted in <see cref="_padding"/>.
    /// </summary>
    private void Refill()
    {
        while (_count < 56)
        {
            if (_next < _end)
            {
                _bits |= (ulong)*_next << _count;
            }
            else
            {
                _padding += 8;
            }

            // Padding is counted as read, so that the position can be computed from the count.
            _next += _next < _end ? 1 : 0;
            _count += 8;
        }
    }

    private uint ReadBits(int count)
    {
        var value = (uint)(_bits & ((1UL << count) - 1));
        _bits >>= count;
        _count -= count;
        return value;
    }

    private void BuildFixed()
    {
        if (_areFixed)
        {
            return;
        }

        _codes.AsSpan(0, 144).Fill(8);
        _codes.AsSpan(144, 112).Fill(9);
        _codes.AsSpan(256, 24).Fill(7);
        _codes.AsSpan(280, 8).Fill(8);
        Build(_lengths, LengthBits, _codes.AsSpan(0, 288), LengthValues);
        _codes.AsSpan(0, 32).Fill(5);
        Build(_distances, DistanceBits, _codes.AsSpan(0, 32), DistanceValues);
        _areFixed = true;
    }

    /// <summary>RFC 1951, 3.2.7.</summary>
    private bool BuildDynamic()
    {
        _areFixed = false;
        Refill();
        var lengths = (int)ReadBits(5) + 257;
        var distances = (int)ReadBits(5) + 1;
        var given = (int)ReadBits(4) + 4;
        if (lengths > 286 || distances > 30)
        {
            return false;
        }

        var codes = _codes.AsSpan();
        codes[..19].Clear();
        for (var i = 0; i < given; i++)
        {
            if (_count < 3)
            {
                Refill();
            }

            codes[CodeLengthOrder[i]] = (byte)ReadBits(3);
        }

        return Build(_codeLengths, 7, codes[..19], PlainValues) && ReadCodes(codes[..(lengths + distances)])
            && codes[256] != 0
            && Build(_distances, DistanceBits, codes.Slice(lengths, distances), DistanceValues)
            && Build(_lengths, LengthBits, codes[..lengths], LengthValues);
    }

    private bool ReadCodes(Span<byte> codes)
    {
        for (var i = 0; i < codes.Length;)
        {
            Refill();
            var entry = _codeLengths[_bits & 127];
            if ((entry & Exceptional) != 0 || _padding > _count)
            {
                return false;
            }

            ReadBits((byte)entry);
            var symbol = (byte)(entry >> 12);
            if (symbol < 16)
            {
                codes[i++] = symbol;
                continue;
            }

            var repeat = symbol switch { 16 => 3 + (int)ReadBits(2), 17 => 3 + (int)ReadBits(3), _ => 11 + (int)ReadBits(7) };
            if (i + repeat > codes.Length || (symbol == 16 && i == 0))
            {
                return false;
            }

            codes.Slice(i, repeat).Fill(symbol == 16 ? codes[i - 1] : (byte)0);
            i += repeat;
        }

        return true;
    }

    /// <summary>
    /// Builds one decoding table from code lengths. Returns false when the lengths do not form a prefix code. A single code of one bit is
    /// allowed, and so is no code at all (RFC 1951, 3.2.7). Slots without a code are detected when they are used.
    /// </summary>
    private bool Build(uint[] table, int firstBits, ReadOnlySpan<byte> codes, uint[] values)
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
            table.AsSpan(0, 1 << firstBits).Fill(Exceptional);
        }

        Fill(table, firstBits, counts, values, isSparse: used <= 1);
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
    private void Fill(uint[] table, int firstBits, ReadOnlySpan<int> counts, uint[] values, bool isSparse)
    {
        var (code, index, nextTable) = (0u, 0, 1 << firstBits);
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
                    GetSecondTable(table, firstBits, code, length, counts, i, ref nextTable)[(int)(code >> firstBits)..]
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
    private static Span<uint> GetSecondTable(uint[] table, int firstBits, uint code, int length, ReadOnlySpan<int> counts, int remaining,
        ref int nextTable)
    {
        ref var entry = ref table[code & ((1u << firstBits) - 1)];
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

            entry = Exceptional | SecondTable | ((uint)nextTable << 12) | ((uint)bits << 8) | (uint)firstBits;
            nextTable += 1 << bits;
        }

        return table.AsSpan((int)((entry >> 12) & 0xFFFF), 1 << (int)((entry >> 8) & 0xF));
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

    private static uint[] BuildLengthValues()
    {
        var values = new uint[LengthCodes];
        for (var symbol = 0u; symbol < 256; symbol++)
        {
            values[symbol] = Literal | (symbol << 12);
        }

        values[256] = Exceptional | EndOfBlock;
        for (var (symbol, start) = (257, 3u); symbol < 285; symbol++)
        {
            var extra = symbol < 265 ? 0 : (symbol - 261) >> 2;
            values[symbol] = (start << 12) | (uint)extra;
            start += 1u << extra;
        }

        values[285] = 258u << 12;
        values[286] = values[287] = Exceptional;
        return values;
    }

    private static uint[] BuildDistanceValues()
    {
        var values = new uint[DistanceCodes];
        for (var (symbol, start) = (0, 1u); symbol < 30; symbol++)
        {
            var extra = symbol < 4 ? 0 : (symbol - 2) >> 1;
            values[symbol] = (start << 12) | (uint)extra;
            start += 1u << extra;
        }

        values[30] = values[31] = Exceptional;
        return values;
    }
}
