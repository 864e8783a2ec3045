using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Engine.Literals;

/// <summary>
/// Bytes that a match contains: the bytes allowed at each position, and the distance of the first position from the start of the match
/// (<paramref name="MinOffset"/> to <paramref name="MaxOffset"/> bytes, both included). With <paramref name="NeedsBoundary"/> the literal
/// starts at a word boundary. A <see cref="IsKeyword">keyword</see> is not part of a match: content that contains it anywhere is searched
/// as a whole.
/// </summary>
internal sealed record Literal(ByteSet[] Sets, int MinOffset, int MaxOffset, bool NeedsBoundary)
{
    /// <summary>Number of positions that the prefilter checks in one step.</summary>
    public const int WindowLength = 4;

    public bool IsKeyword { get; init; }

    /// <summary>Where the literal begins in the regex. Null if it is not a part of the regex.</summary>
    public RegexPosition? Position { get; init; }

    /// <summary>Number of the literal's <c>CompiledRule.ContextDfas</c> entry. Negative when there is none.</summary>
    public int Around { get; init; } = -1;

    /// <summary>The rarest part of <see cref="Sets"/>.</summary>
    public Window Window { get; init; }
}
