using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Notes;

/// <summary>
/// A half-open span of text that looks encoded. For the three kinds of escapes, it reaches from the first escape to the end of the last
/// one.
/// </summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="End">Offset after the last byte.</param>
/// <param name="Encoding">How it is encoded.</param>
/// <param name="IsRuledOut">Whether it is known to decode to nothing that a rule checks, under paths with the same facts for the
/// judge.</param>
internal readonly record struct EncodedRun(int Start, int End, RunEncoding Encoding, bool IsRuledOut = false)
    : IComparable<EncodedRun>, IPlaced
{
    int IPlaced.Offset => Start;

    /// <summary>Whether it consists of single characters written as escapes, with other text between them.</summary>
    public bool IsEscapes => Encoding >= RunEncoding.Percent;

    /// <summary>The word for the encoding in a finding's decode path.</summary>
    public string Name => Encoding switch
    {
        RunEncoding.Base64 => "base64",
        RunEncoding.Hex => "hex",
        RunEncoding.Percent => "percent",
        RunEncoding.Backslash => "escape",
        _ => "entity",
    };

    /// <summary>
    /// Orders by start, then by encoding. If two runs of one encoding start at the same offset, the one that ends first comes first.
    /// </summary>
    public int CompareTo(EncodedRun other) => Start != other.Start ? Start.CompareTo(other.Start)
        : Encoding != other.Encoding ? Encoding.CompareTo(other.Encoding)
        : End.CompareTo(other.End);

    /// <summary>Returns whether it is the same span in the same encoding.</summary>
    public bool IsSameAs(EncodedRun other) => CompareTo(other) == 0;
}
