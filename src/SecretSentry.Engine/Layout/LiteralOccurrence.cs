using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// A possible occurrence of a literal: the sixteen bytes around <paramref name="Offset"/> allow its window to start there.
/// </summary>
/// <param name="Offset">Offset of the window.</param>
/// <param name="Code">Number of the literal, with <see cref="IsRuledOut"/> in the sign bit.</param>
internal readonly record struct LiteralOccurrence(int Offset, int Code) : IPlaced
{
    /// <summary>Number of the literal.</summary>
    public int Literal => Code & int.MaxValue;

    /// <summary>
    /// Whether the location is known to lead to nothing. Either the literal does not occur there, or its rule's regex matches nowhere
    /// around it, or the judge finds no credential next to it.
    /// </summary>
    public bool IsRuledOut => Code < 0;

    /// <summary>The same location, marked as ruled out.</summary>
    public LiteralOccurrence AsRuledOut => new(Offset, Code | int.MinValue);

    /// <summary>The same location, not marked as ruled out.</summary>
    public LiteralOccurrence Open => new(Offset, Literal);
}
