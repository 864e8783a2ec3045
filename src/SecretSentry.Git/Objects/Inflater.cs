using System.Runtime.Intrinsics;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Inflates a zlib stream whose length is known in advance, from one complete buffer to another. No state survives a call, so there is one
/// loop and no bookkeeping for restarts. The Adler-32 is left to the caller, who has a CRC of the compressed bytes in most cases. Formats:
/// RFC 1950, RFC 1951. An instance belongs to one thread.
/// </summary>
internal sealed unsafe class Inflater
{
    /// <summary>
    /// The highest compression ratio of deflate: 258 bytes for two bits, less the cost of headers. A larger claim is false.
    /// </summary>
    public const long MaxRatio = 1032;

    private static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly DeflateTables _tables = new();
    private readonly byte[] _codes = new byte[DeflateTables.LengthSymbols + DeflateTables.DistanceSymbols + 138];

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
            _tables.BuildFixed();
        }
        else if (!BuildDynamic())
        {
            return _padding > _count ? InflateResult.InputEnds : InflateResult.BadData;
        }

        fixed (uint* lengths = _tables.Lengths.Entries, distances = _tables.Distances.Entries)
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
        const ulong lengthMask = (1 << DeflateTables.LengthBits) - 1;
        const ulong distanceMask = (1 << DeflateTables.DistanceBits) - 1;
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
            if ((entry & HuffmanTable.Literal) != 0)
            {
                bits >>= (int)entry;
                count -= (byte)entry;
                *(byte*)to++ = (byte)(entry >> 12);
                entry = lengths[bits & lengthMask];
                if ((entry & HuffmanTable.Literal) != 0)
                {
                    bits >>= (int)entry;
                    count -= (byte)entry;
                    *(byte*)to++ = (byte)(entry >> 12);
                    entry = lengths[bits & lengthMask];
                    if ((entry & HuffmanTable.Literal) != 0)
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

            if ((entry & HuffmanTable.Exceptional) != 0)
            {
                if ((entry & HuffmanTable.SecondTable) != 0)
                {
                    entry = lengths[((entry >> 12) & 0xFFFF)
                        + (uint)((bits >> (int)(entry & 0xFF)) & ((1UL << (int)((entry >> 8) & 0xF)) - 1))];
                }

                if ((entry & HuffmanTable.Literal) != 0)
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

                if ((entry & HuffmanTable.Exceptional) != 0)
                {
                    bits >>= (int)entry;
                    count -= (byte)entry;
                    result = (entry & HuffmanTable.EndOfBlock) != 0 ? InflateResult.Done : InflateResult.BadData;
                    break;
                }
            }

            var length = (nint)(entry >> 12) + (nint)((bits & ((1UL << (int)(entry & 0xFF)) - 1)) >> (int)((entry >> 8) & 0xF));
            bits >>= (int)entry;
            count -= (byte)entry;

            entry = distances[bits & distanceMask];
            if ((entry & HuffmanTable.Exceptional) != 0)
            {
                if ((entry & HuffmanTable.SecondTable) != 0)
                {
                    entry = distances[((entry >> 12) & 0xFFFF)
                        + (uint)((bits >> (int)(entry & 0xFF)) & ((1UL << (int)((entry >> 8) & 0xF)) - 1))];
                }

                if ((entry & HuffmanTable.Exceptional) != 0)
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

    /// <summary>Reads the codes of a block and builds their tables (RFC 1951, 3.2.7). Returns false when they are not valid.</summary>
    private bool BuildDynamic()
    {
        Refill();
        var lengths = (int)ReadBits(5) + 257;
        var distances = (int)ReadBits(5) + 1;
        var given = (int)ReadBits(4) + 4;
        if (lengths > 286 || distances > 30)
        {
            return false;
        }

        var codes = _codes.AsSpan();
        codes[..DeflateTables.CodeLengthSymbols].Clear();
        for (var i = 0; i < given; i++)
        {
            if (_count < 3)
            {
                Refill();
            }

            codes[CodeLengthOrder[i]] = (byte)ReadBits(3);
        }

        return _tables.CodeLengths.TryBuild(codes[..DeflateTables.CodeLengthSymbols]) && ReadCodes(codes[..(lengths + distances)])
            && codes[256] != 0
            && _tables.TryBuild(codes[..lengths], codes.Slice(lengths, distances));
    }

    private bool ReadCodes(Span<byte> codes)
    {
        var table = _tables.CodeLengths.Entries;
        for (var i = 0; i < codes.Length;)
        {
            Refill();
            var entry = table[_bits & ((1 << DeflateTables.CodeLengthBits) - 1)];
            if ((entry & HuffmanTable.Exceptional) != 0 || _padding > _count)
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
}
