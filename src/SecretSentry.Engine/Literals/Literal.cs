using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Engine.Literals;

/// <summary>
/// Bytes that a match contains: what each position may hold, and how far behind the start of the match the first position stands
/// (<paramref name="MinOffset"/> to <paramref name="MaxOffset"/> bytes, both included). With <paramref name="NeedsBoundary"/> it starts at
/// a word boundary. A <see cref="IsKeyword">gate</see> is no part of a match: content in which it stands anywhere is searched as a whole.
/// </summary>
internal sealed record Literal(ByteSet[] Sets, int MinOffset, int MaxOffset, bool NeedsBoundary)
{
    /// <summary>Positions the prefilter looks at in one step.</summary>
    public const int WindowLength = 4;

    public bool IsKeyword { get; init; }

    /// <summary>Where in the regex it begins, if it is a part of that.</summary>
    public RegexPosition? Position { get; init; }

    /// <summary>Number of its <c>CompiledRule.Surroundings</c>; negative: there are none.</summary>
    public int Around { get; init; } = -1;

    /// <summary>The part of <see cref="Sets"/> that is rarest.</summary>
    public Window Window { get; init; }
}
