using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// What a bucket allows, and how many of its literals have each class at each position of their windows. This tells quickly what adding or
/// removing a literal would change. Each position has a set of the common windows that it allows. Windows in all four sets are candidates.
/// </summary>
internal sealed class BucketTally
{
    private readonly CommonWindows _common;
    private readonly int[] _members = new int[Literal.WindowLength * ByteClasses.Count];
    private readonly ulong[][] _allowed;
    private readonly ulong[] _candidates;
    private readonly ulong[][] _scratch;

    public BucketTally(CommonWindows common)
    {
        _common = common;
        _candidates = new ulong[common.Words];
        (_allowed, _scratch) = (CreateSets(), CreateSets());

        ulong[][] CreateSets() => [.. Enumerable.Range(0, Literal.WindowLength).Select(_ => new ulong[common.Words])];
    }

    /// <summary>Share of positions for which the bucket has its candidate bit set.</summary>
    public double Rate { get; private set; }

    /// <summary>Changes with each literal that is added or removed.</summary>
    public int Version { get; private set; }

    /// <summary>
    /// Returns how much <see cref="Rate"/> would grow if a literal with this window were added. As soon as the growth is more than
    /// <paramref name="most"/>, returns any value above that.
    /// </summary>
    public double MeasureAddition(in ClassWindow added, double most) => Change(null, added, most);

    /// <summary>
    /// Returns how much <see cref="Rate"/> would grow if a literal with window <paramref name="removed"/> were removed and, unless it is
    /// null, one with <paramref name="added"/> were added.
    /// </summary>
    public double MeasureRemoval(in ClassWindow removed, in ClassWindow? added = null) => Change(removed, added, double.PositiveInfinity);

    private double Change(in ClassWindow? removed, in ClassWindow? added, double most)
    {
        ReadOnlySpan<ulong> a = ComputeAllowed(0, removed, added), b = ComputeAllowed(1, removed, added),
            c = ComputeAllowed(2, removed, added),
            d = ComputeAllowed(3, removed, added);
        var change = 0.0;
        for (var i = 0; i < _candidates.Length && change <= most; i += CommonWindows.Step)
        {
            var candidates = Load(a, i) & Load(b, i) & Load(c, i) & Load(d, i);
            if (candidates != Load(_candidates, i))
            {
                change += Change(i, candidates);
            }
        }

        return change;
    }

    /// <summary>Adds a literal.</summary>
    public void Add(in ClassWindow window) => Replace(null, window);

    /// <summary>Removes a literal.</summary>
    public void Remove(in ClassWindow window) => Replace(window, null);

    private void Replace(in ClassWindow? removed, in ClassWindow? added)
    {
        Rate += Change(removed, added, double.PositiveInfinity);
        Version++;
        for (var k = 0; k < Literal.WindowLength; k++)
        {
            ComputeAllowed(k, removed, added).CopyTo(_allowed[k]);
            Count(k, removed, -1);
            Count(k, added, 1);
        }

        for (var i = 0; i < _candidates.Length; i++)
        {
            _candidates[i] = _allowed[0][i] & _allowed[1][i] & _allowed[2][i] & _allowed[3][i];
        }
    }

    private void Count(int k, in ClassWindow? window, int by)
    {
        for (var classes = window?.GetClasses(k) ?? 0; classes != 0; classes &= classes - 1)
        {
            _members[(k * ByteClasses.Count) + BitOperations.TrailingZeroCount(classes)] += by;
        }
    }

    /// <summary>
    /// Returns the windows that position <paramref name="k"/> would allow. Valid until the next call for the same position.
    /// </summary>
    private ReadOnlySpan<ulong> ComputeAllowed(int k, in ClassWindow? removed, in ClassWindow? added)
    {
        var (comes, goes) = (added?.GetClasses(k) ?? 0, removed?.GetClasses(k) ?? 0);
        var (come, go) = (SelectClasses(k, comes & ~goes, 0), SelectClasses(k, goes & ~comes, 1));
        if ((come | go) == 0)
        {
            return _allowed[k];
        }

        var set = _scratch[k];
        _allowed[k].CopyTo(set, 0);
        for (; come != 0; come &= come - 1)
        {
            Join(set, _common.GetWindows(k, BitOperations.TrailingZeroCount(come)), Vector512<ulong>.Zero);
        }

        for (; go != 0; go &= go - 1)
        {
            // Each window has one class at a position, so no other class is lost with this one.
            Join(set, _common.GetWindows(k, BitOperations.TrailingZeroCount(go)), Vector512<ulong>.AllBitsSet);
        }

        return set;
    }

    /// <summary>
    /// Returns the classes of <paramref name="classes"/> that exactly <paramref name="members"/> literals have at position
    /// <paramref name="k"/>.
    /// </summary>
    private ulong SelectClasses(int k, ulong classes, int members)
    {
        var those = 0UL;
        for (; classes != 0; classes &= classes - 1)
        {
            var c = BitOperations.TrailingZeroCount(classes);
            those |= _members[(k * ByteClasses.Count) + c] == members ? 1UL << c : 0;
        }

        return those;
    }

    /// <summary>Adds windows to a set, or removes them from it when <paramref name="turn"/> is all ones.</summary>
    private static void Join(Span<ulong> set, ReadOnlySpan<ulong> windows, Vector512<ulong> turn)
    {
        for (var i = 0; i < set.Length; i += CommonWindows.Step)
        {
            (((Load(set, i) ^ turn) | Load(windows, i)) ^ turn).StoreUnsafe(ref set[i]);
        }
    }

    private double Change(int first, Vector512<ulong> candidates)
    {
        var change = 0.0;
        for (var i = 0; i < CommonWindows.Step; i++)
        {
            var (now, then) = (_candidates[first + i], candidates[i]);
            change += _common.Share(first + i, then & ~now) - _common.Share(first + i, now & ~then);
        }

        return change;
    }

    private static Vector512<ulong> Load(ReadOnlySpan<ulong> set, int index) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(set), (nuint)index);
}
