using System.Numerics;
using System.Runtime.CompilerServices;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// What a literal demands of the sixteen bytes around its window, eight before its start and eight from there on, as two tests of the form
/// <c>(bytes &amp; Mask) == Value</c>. Of each byte the bits are compared that all allowed ones share: exact for a single byte and for a
/// letter in either case, never a miss for any other set.
/// </summary>
internal readonly record struct QuickCheck(ulong MaskBefore, ulong ValueBefore, ulong Mask, ulong Value)
{
    /// <summary>Bytes of each of the two tests.</summary>
    public const int Reach = sizeof(ulong);

    /// <summary>Whether the literal may stand there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Allows(ulong before, ulong from) => ((((from & Mask) ^ Value) | ((before & MaskBefore) ^ ValueBefore))) == 0;

    /// <summary>What both demand.</summary>
    public QuickCheck Intersect(QuickCheck other)
    {
        var before = MaskBefore & other.MaskBefore & ~(ValueBefore ^ other.ValueBefore);
        var from = Mask & other.Mask & ~(Value ^ other.Value);
        return new(before, ValueBefore & before, from, Value & from);
    }

    public static QuickCheck Create(LiteralEntry entry)
    {
        var (maskBefore, valueBefore) = CollectBits(entry, entry.WindowOffset - Reach);
        var (mask, value) = CollectBits(entry, entry.WindowOffset);
        return new(maskBefore, valueBefore, mask, value);
    }

    /// <summary>
    /// How many bytes of the literal, from its first on, stand there when it says yes: those in reach that are single ones or a letter in
    /// either case.
    /// </summary>
    public static int CountProven(LiteralEntry entry)
    {
        var first = 0;
        while (first < entry.Sets.Length && first - entry.WindowOffset is >= -Reach and < Reach && IsExact(entry.Sets[first]))
        {
            first++;
        }

        return first;
    }

    private static bool IsExact(ByteSet set)
    {
        var (ones, zeros) = set.GetCommonBits();
        return set.Count == 1 << (8 - BitOperations.PopCount((uint)(byte)(ones | zeros)));
    }

    private static (ulong Mask, ulong Value) CollectBits(LiteralEntry entry, int from)
    {
        var (mask, value) = (0UL, 0UL);
        for (var k = 0; k < Reach; k++)
        {
            if (from + k >= 0 && from + k < entry.Sets.Length)
            {
                var (ones, zeros) = entry.Sets[from + k].GetCommonBits();
                mask |= (ulong)(byte)(ones | zeros) << (8 * k);
                value |= (ulong)ones << (8 * k);
            }
        }

        return (mask, value);
    }
}
