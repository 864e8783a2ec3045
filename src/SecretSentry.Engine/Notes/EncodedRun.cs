using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Notes;

/// <summary>
/// A half-open span of text that looks encoded. For the three kinds of escapes: from the first escape to behind the last.
/// </summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="End">Offset behind the last byte.</param>
/// <param name="Encoding">How it is encoded.</param>
/// <param name="IsRuledOut">Whether it is known to decode to nothing that a rule looks at, under paths that tell the judge the
/// same.</param>
internal readonly record struct EncodedRun(int Start, int End, RunEncoding Encoding, bool IsRuledOut = false)
    : IComparable<EncodedRun>, IPlaced
{
    int IPlaced.Offset => Start;

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
