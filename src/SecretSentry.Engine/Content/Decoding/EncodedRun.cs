using SecretSentry.Engine.Search;

namespace SecretSentry.Engine.Content.Decoding;

/// <summary>How text was made from other bytes.</summary>
internal enum RunEncoding
{
    /// <summary>RFC 4648, sections 4 and 5: both alphabets, padded or not.</summary>
    Base64,

    /// <summary>RFC 4648, section 8, in either case, with or without 0x before it.</summary>
    Hex,

    /// <summary>RFC 3986, section 2.1: %41.</summary>
    Percent,

    /// <summary>RFC 8259, section 7, and the C family: \u0041, \x41.</summary>
    Backslash,

    /// <summary>HTML 5, numeric character references: &amp;#x41; &amp;#65;.</summary>
    Entity,
}

/// <summary>
/// A half-open span of text that looks encoded. For the three kinds of escapes: from the first escape to behind the last.
/// </summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="End">Offset behind the last byte.</param>
/// <param name="Encoding">How it is encoded.</param>
/// <param name="IsFruitless">Whether it is known to decode to nothing that a rule looks at, under paths that tell the judge the
/// same.</param>
internal readonly record struct EncodedRun(int Start, int End, RunEncoding Encoding, bool IsFruitless = false)
    : IComparable<EncodedRun>, IPlaced
{
    int IPlaced.At => Start;

    /// <summary>Whether single characters are written as escapes between others.</summary>
    public bool IsEscapes => Encoding >= RunEncoding.Percent;

    /// <summary>The word that stands in a finding's decode path.</summary>
    public string Name => Encoding switch
    {
        RunEncoding.Base64 => "base64",
        RunEncoding.Hex => "hex",
        RunEncoding.Percent => "percent",
        RunEncoding.Backslash => "escape",
        _ => "entity",
    };

    /// <summary>By start, then encoding; of one encoding only one starts at a place, or the one that ends first comes first.</summary>
    public int CompareTo(EncodedRun other) => Start != other.Start ? Start.CompareTo(other.Start)
        : Encoding != other.Encoding ? Encoding.CompareTo(other.Encoding)
        : End.CompareTo(other.End);

    /// <summary>Whether it is the same span in the same encoding.</summary>
    public bool IsSameAs(EncodedRun other) => CompareTo(other) == 0;
}

/// <summary>One escape of a printable character.</summary>
internal readonly record struct Escape(int At, byte Length, RunEncoding Encoding) : IPlaced
{
    /// <summary>No escape is longer than &amp;#x0041;, and no more bytes decide whether one stands there.</summary>
    public const int MaxLength = 8;
}
