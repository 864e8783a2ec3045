namespace SecretSentry.Git.Objects;

/// <summary>The decoding tables of a deflate block (RFC 1951).</summary>
internal sealed class DeflateTables
{
    /// <summary>Number of bits that index the first table of <see cref="Lengths"/>.</summary>
    public const int LengthBits = 11;

    /// <summary>Number of bits that index the first table of <see cref="Distances"/>.</summary>
    public const int DistanceBits = 8;

    /// <summary>Number of bits that index <see cref="CodeLengths"/>. No code is longer.</summary>
    public const int CodeLengthBits = 7;

    /// <summary>Number of literals, lengths and the end of a block, including those that may not occur.</summary>
    public const int LengthSymbols = 288;

    /// <summary>Number of distances, including those that may not occur.</summary>
    public const int DistanceSymbols = 32;

    /// <summary>Number of symbols that describe code lengths.</summary>
    public const int CodeLengthSymbols = 19;

    private static readonly uint[] LengthValues = BuildLengthValues();
    private static readonly uint[] DistanceValues = BuildDistanceValues();
    private static readonly uint[] CodeLengthValues = [.. Enumerable.Range(0, CodeLengthSymbols).Select(symbol => (uint)symbol << 12)];

    private bool _areFixed;

    /// <summary>Literals, lengths and the end of the block.</summary>
    public HuffmanTable Lengths { get; } = new(LengthBits, HuffmanTable.MaxCodeLength, LengthValues);

    /// <summary>Distances.</summary>
    public HuffmanTable Distances { get; } = new(DistanceBits, HuffmanTable.MaxCodeLength, DistanceValues);

    /// <summary>The code lengths of the other tables. The value of an entry is the symbol (RFC 1951, 3.2.7).</summary>
    public HuffmanTable CodeLengths { get; } = new(CodeLengthBits, CodeLengthBits, CodeLengthValues);

    /// <summary>Builds lengths and distances for a block with the fixed codes (RFC 1951, 3.2.6).</summary>
    public void BuildFixed()
    {
        if (_areFixed)
        {
            return;
        }

        Span<byte> codes = stackalloc byte[LengthSymbols];
        codes[..144].Fill(8);
        codes[144..256].Fill(9);
        codes[256..280].Fill(7);
        codes[280..].Fill(8);
        Lengths.TryBuild(codes);
        codes[..DistanceSymbols].Fill(5);
        Distances.TryBuild(codes[..DistanceSymbols]);
        _areFixed = true;
    }

    /// <summary>
    /// Builds lengths and distances from the code lengths of their symbols. Returns false when either is not a prefix code; the tables must
    /// not be used then.
    /// </summary>
    public bool TryBuild(ReadOnlySpan<byte> lengths, ReadOnlySpan<byte> distances)
    {
        _areFixed = false;
        return Distances.TryBuild(distances) && Lengths.TryBuild(lengths);
    }

    private static uint[] BuildLengthValues()
    {
        var values = new uint[LengthSymbols];
        for (var symbol = 0u; symbol < 256; symbol++)
        {
            values[symbol] = HuffmanTable.Literal | (symbol << 12);
        }

        values[256] = HuffmanTable.Exceptional | HuffmanTable.EndOfBlock;
        for (var (symbol, start) = (257, 3u); symbol < 285; symbol++)
        {
            var extra = symbol < 265 ? 0 : (symbol - 261) >> 2;
            values[symbol] = (start << 12) | (uint)extra;
            start += 1u << extra;
        }

        values[285] = 258u << 12;
        values[286] = values[287] = HuffmanTable.Exceptional;
        return values;
    }

    private static uint[] BuildDistanceValues()
    {
        var values = new uint[DistanceSymbols];
        for (var (symbol, start) = (0, 1u); symbol < 30; symbol++)
        {
            var extra = symbol < 4 ? 0 : (symbol - 2) >> 1;
            values[symbol] = (start << 12) | (uint)extra;
            start += 1u << extra;
        }

        values[30] = values[31] = HuffmanTable.Exceptional;
        return values;
    }
}
