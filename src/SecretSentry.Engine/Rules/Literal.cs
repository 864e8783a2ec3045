using SecretSentry.Engine.Rules.Syntax;

namespace SecretSentry.Engine.Rules;

/// <summary>
/// Bytes that a match contains: what each position may hold, and how far behind the start of the match the first position
/// stands (<paramref name="MinOffset"/> to <paramref name="MaxOffset"/> bytes, both included). With <paramref name="AtBoundary"/> it starts at
/// a word boundary.
/// </summary>
internal sealed record Literal(ByteSet[] Sets, int MinOffset, int MaxOffset, bool AtBoundary)
{
    /// <summary>Positions the prefilter looks at in one step.</summary>
    public const int WindowLength = 4;

    /// <summary>The rarest window of four positions; a shorter literal is padded with "any byte" behind its end.</summary>
    public static (int Offset, double Rate) BestWindow(ReadOnlySpan<ByteSet> sets)
    {
        var best = (Offset: 0, Rate: double.PositiveInfinity);
        for (var i = 0; i == 0 || i + WindowLength <= sets.Length; i++)
        {
            var rate = ByteModel.Rate(sets.Slice(i, Math.Min(WindowLength, sets.Length - i)));
            best = rate < best.Rate ? (i, rate) : best;
        }

        return best;
    }
}
