using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Literals;

/// <summary>
/// Numbers byte sets and computes the expected rates of sequences of them, each once. The same classes occur in many rules. A sequence of
/// numbers is an eighth as long as a sequence of pointers, and a sixteenth as long as the sets themselves. Not thread-safe.
/// </summary>
internal sealed class RateMemo
{
    /// <summary>The number of <see cref="ByteSet.All"/>.</summary>
    private const ushort Any = 0;

    /// <summary>No letter of a word makes the word rarer by more than this, because the letters follow from each other.</summary>
    private const double LeastShare = 0.35;

    private readonly Dictionary<ByteSet, ushort> _numbers = new() { [ByteSet.All] = Any };
    private readonly List<ByteSet> _sets = [ByteSet.All];
    private readonly List<double> _shares = [ByteModel.ComputeRate([ByteSet.All])];
    private readonly Dictionary<ulong, double> _windows = [];

    /// <summary>Returns the number of a set.</summary>
    /// <exception cref="FormatException">There are already 65,536 other sets.</exception>
    public ushort NumberOf(ByteSet set)
    {
        if (!_numbers.TryGetValue(set, out var number))
        {
            number = _sets.Count <= ushort.MaxValue ? (ushort)_sets.Count
                : throw new FormatException($"the rules have more than {ushort.MaxValue + 1} different classes of bytes; use fewer rules");
            _numbers.Add(set, number);
            _sets.Add(set);
            _shares.Add(ByteModel.ComputeRate([set]));
        }

        return number;
    }

    /// <summary>Returns the set at a position of a sequence. After the end of the sequence it is the set of any byte.</summary>
    public ByteSet SetOf(ReadOnlySpan<ushort> sets, int position) => _sets[GetNumber(sets, position)];

    /// <summary>Returns the sets of a sequence.</summary>
    public ByteSet[] GetSets(ReadOnlySpan<ushort> sets)
    {
        var all = new ByteSet[sets.Length];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = _sets[sets[i]];
        }

        return all;
    }

    /// <summary>Returns the rarest window. A shorter literal is padded with "any byte" after its end.</summary>
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

    /// <summary>
    /// Returns the expected rate of all positions: the rate of the window, and the rate of each other position by itself.
    /// </summary>
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
