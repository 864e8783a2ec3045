using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Literals;

/// <summary>
/// Byte sets by numbers, and expected rates of sequences of them, each computed once: the same classes stand in many rules, and a sequence
/// of numbers is an eighth as long as one of pointers, a sixteenth of the sets themselves. Not for several threads.
/// </summary>
internal sealed class RateMemo
{
    /// <summary>The number of <see cref="ByteSet.All"/>.</summary>
    private const ushort Any = 0;

    /// <summary>Letters of a word follow from each other, so none of them makes it rarer by more than this.</summary>
    private const double LeastShare = 0.35;

    private readonly Dictionary<ByteSet, ushort> _numbers = new() { [ByteSet.All] = Any };
    private readonly List<ByteSet> _sets = [ByteSet.All];
    private readonly List<double> _shares = [ByteModel.ComputeRate([ByteSet.All])];
    private readonly Dictionary<ulong, double> _windows = [];

    /// <summary>The number of a set.</summary>
    /// <exception cref="FormatException">There are 65,536 others already.</exception>
    public ushort NumberOf(ByteSet set)
    {
        if (!_numbers.TryGetValue(set, out var number))
        {
            number = _sets.Count <= ushort.MaxValue ? (ushort)_sets.Count
                : throw new FormatException($"the rules have more than {ushort.MaxValue + 1} different classes of bytes; take fewer rules");
            _numbers.Add(set, number);
            _sets.Add(set);
            _shares.Add(ByteModel.ComputeRate([set]));
        }

        return number;
    }

    /// <summary>The set of a number; behind a sequence's end any byte.</summary>
    public ByteSet SetOf(ReadOnlySpan<ushort> sets, int position) => _sets[GetNumber(sets, position)];

    /// <summary>The sets themselves.</summary>
    public ByteSet[] GetSets(ReadOnlySpan<ushort> sets)
    {
        var all = new ByteSet[sets.Length];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = _sets[sets[i]];
        }

        return all;
    }

    /// <summary>The rarest window; a shorter literal is padded with "any byte" behind its end.</summary>
    public Window FindBest(ReadOnlySpan<ushort> sets)
    {
        var best = new Window(0, double.PositiveInfinity);
        for (var i = 0; i == 0 || i + Literal.WindowLength <= sets.Length; i++)
        {
            var rate = GetRate(sets[i..Math.Min(i + Literal.WindowLength, sets.Length)]);
            best = rate < best.Rate ? new(i, rate) : best;
        }

        return best;
    }

    /// <summary>Expected rate of all positions: that of the window, and each other one by itself.</summary>
    public double ComputeWholeRate(ReadOnlySpan<ushort> sets, Window window)
    {
        var rate = window.Rate;
        for (var i = 0; i < sets.Length; i++)
        {
            rate *= i >= window.Offset && i < window.Offset + Literal.WindowLength ? 1 : Math.Max(LeastShare, _shares[sets[i]]);
        }

        return rate;
    }

    private double GetRate(ReadOnlySpan<ushort> window)
    {
        var key = 0UL;
        for (var i = 0; i < Literal.WindowLength; i++)
        {
            key = (key << 16) | GetNumber(window, i);
        }

        ref var rate = ref CollectionsMarshal.GetValueRefOrAddDefault(_windows, key, out var isCached);
        return isCached ? rate : rate = ByteModel.ComputeWindowRate(GetSets(window));
    }

    private static ushort GetNumber(ReadOnlySpan<ushort> sets, int position) => position < sets.Length ? sets[position] : Any;
}
