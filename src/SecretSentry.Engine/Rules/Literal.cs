using SecretSentry.Engine.Rules.Syntax;

namespace SecretSentry.Engine.Rules;

/// <summary>
/// Bytes that a match contains: what each position may hold, and how far behind the start of the match the first position
/// stands (<paramref name="MinOffset"/> to <paramref name="MaxOffset"/> bytes, both included). With <paramref name="AtBoundary"/> it starts at
/// a word boundary. A <see cref="IsGate">gate</see> is no part of a match: content in which it stands anywhere is searched as a whole.
/// </summary>
internal sealed record Literal(ByteSet[] Sets, int MinOffset, int MaxOffset, bool AtBoundary)
{
    /// <summary>Positions the prefilter looks at in one step.</summary>
    public const int WindowLength = 4;

    public bool IsGate { get; init; }

    /// <summary>Where in the regex it begins, if it is a part of that.</summary>
    public RegexPlace? Place { get; init; }

    /// <summary>Number of its <see cref="CompiledRule.Surroundings"/>; negative: there are none.</summary>
    public int Around { get; init; } = -1;

    /// <summary>The part of <see cref="Sets"/> that is rarest.</summary>
    public Window Window { get; init; }
}

/// <summary>Up to four positions of a literal.</summary>
/// <param name="Offset">The first of them.</param>
/// <param name="Rate">Expected share of positions of ordinary text at which it stands.</param>
internal readonly record struct Window(int Offset, double Rate);

/// <summary>Expected rates, each computed once: the same classes stand in many rules.</summary>
internal sealed class RateMemo
{
    private readonly Dictionary<Four, double> _windows = [];
    private readonly Dictionary<ByteSet, double> _shares = [];

    /// <summary>The rarest window; a shorter literal is padded with "any byte" behind its end.</summary>
    public Window Best(ReadOnlySpan<ByteSet> sets)
    {
        var best = new Window(0, double.PositiveInfinity);
        for (var i = 0; i == 0 || i + Literal.WindowLength <= sets.Length; i++)
        {
            var rate = Of(sets.Slice(i, Math.Min(Literal.WindowLength, sets.Length - i)));
            best = rate < best.Rate ? new(i, rate) : best;
        }

        return best;
    }

    /// <summary>Letters of a word follow from each other, so none of them makes it rarer by more than this.</summary>
    private const double LeastShare = 0.35;

    /// <summary>Expected rate of all positions: that of the window, and each other one by itself.</summary>
    public double Whole(ReadOnlySpan<ByteSet> sets, Window window)
    {
        var rate = window.Rate;
        for (var i = 0; i < sets.Length; i++)
        {
            rate *= i >= window.Offset && i < window.Offset + Literal.WindowLength ? 1 : Math.Max(LeastShare, Share(sets[i]));
        }

        return rate;
    }

    private double Of(ReadOnlySpan<ByteSet> window)
    {
        var key = new Four(window[0], At(window, 1), At(window, 2), At(window, 3));
        return _windows.TryGetValue(key, out var rate) ? rate : _windows[key] = ByteModel.RateOfWindow(window);
    }

    private double Share(ByteSet set) => _shares.TryGetValue(set, out var share) ? share : _shares[set] = ByteModel.Rate([set]);

    private static ByteSet At(ReadOnlySpan<ByteSet> window, int i) => i < window.Length ? window[i] : ByteSet.All;

    private readonly record struct Four(ByteSet A, ByteSet B, ByteSet C, ByteSet D)
    {
        public override int GetHashCode() => A.GetHashCode() ^ (B.GetHashCode() * 31) ^ (C.GetHashCode() * 961) ^ (D.GetHashCode() * 29791);
    }
}
