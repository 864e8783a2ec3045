using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// What a bucket allows, and how many of its literals have each class at each position of their windows: so it is quickly told what one
/// literal more or less would change. Each position knows its common windows as a set; those in all four sets raise alarms.
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

    /// <summary>The share of positions at which it raises an alarm.</summary>
    public double Rate { get; private set; }

    /// <summary>Another one after each literal that came or went.</summary>
    public int Version { get; private set; }

    /// <summary>
    /// How much <see cref="Rate"/> would grow if a literal with this window came in. As soon as it is more than <paramref name="most"/>,
    /// anything above that.
    /// </summary>
    public double MeasureAddition(in ClassWindow added, double most) => Change(null, added, most);

    /// <summary>
    /// How much it would grow if one with window <paramref name="removed"/> went and, unless it is null, one with <paramref name="added"/>
    /// came in.
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

    /// <summary>Lets a literal in.</summary>
    public void Add(in ClassWindow window) => Replace(null, window);

    /// <summary>Lets a literal go.</summary>
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

    /// <summary>The windows that position <paramref name="k"/> would allow; valid until it is asked again.</summary>
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

    /// <summary>Those of <paramref name="classes"/> that so many members have at position <paramref name="k"/>.</summary>
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

    /// <summary>Adds windows to a set, or takes them out of it when <paramref name="turn"/> is all ones.</summary>
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
