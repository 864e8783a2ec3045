using System.Numerics;
using System.Runtime.CompilerServices;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// What a literal requires of the sixteen bytes around its window: eight before its start and eight from its start on. It consists of two
/// tests of the form <c>(bytes &amp; Mask) == Value</c>. Of each byte, the bits that all allowed bytes have in common are compared. This is
/// exact for a single byte and for a letter in either case. For any other set it never misses an allowed byte.
/// </summary>
internal readonly record struct QuickCheck(ulong MaskBefore, ulong ValueBefore, ulong Mask, ulong Value)
{
    /// <summary>Number of bytes of each of the two tests.</summary>
    public const int Reach = sizeof(ulong);

    /// <summary>Returns whether the bytes allow the literal to occur there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Allows(ulong before, ulong from) => ((((from & Mask) ^ Value) | ((before & MaskBefore) ^ ValueBefore))) == 0;

    /// <summary>Returns what both checks require.</summary>
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
    /// Returns how many bytes of the literal, from its first on, are proven to occur when the check allows the location. These are the
    /// bytes in reach that are a single byte or a letter in either case.
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
