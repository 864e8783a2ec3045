using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Layout;

/// <summary>The sixteen bytes around <paramref name="Offset"/> allow the window of a literal to start there.</summary>
/// <param name="Offset">Offset of the window.</param>
/// <param name="Code">Number of the literal, and in the sign bit <see cref="IsRuledOut"/>.</param>
internal readonly record struct LiteralOccurrence(int Offset, int Code) : IPlaced
{
    /// <summary>Number of the literal.</summary>
    public int Literal => Code & int.MaxValue;

    /// <summary>
    /// Whether the literal is known not to stand there, or its rule's regex to match nowhere around it, or the judge to find no credential
    /// beside it.
    /// </summary>
    public bool IsRuledOut => Code < 0;

    /// <summary>The same place, known to be fruitless.</summary>
    public LiteralOccurrence AsRuledOut => new(Offset, Code | int.MinValue);

    /// <summary>The same place, of which nothing is known.</summary>
    public LiteralOccurrence Open => new(Offset, Literal);
}
