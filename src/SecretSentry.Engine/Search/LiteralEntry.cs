using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;

namespace SecretSentry.Engine.Search;

/// <summary>A literal in its bucket.</summary>
/// <param name="Rule">Number of the rule the literal belongs to.</param>
/// <param name="Sets">What each position must hold.</param>
/// <param name="WindowOffset">Position of <paramref name="Sets"/> at which the searched window starts.</param>
/// <param name="MinOffset">Fewest bytes between the start of the match and the literal.</param>
/// <param name="MaxOffset">Most bytes between them.</param>
/// <param name="AtBoundary">Whether it starts at a word boundary.</param>
/// <param name="IsGate">Whether it lets its rule search the whole content instead.</param>
/// <param name="Bucket">Number of the bucket, counted over all tables or, in a table, within it.</param>
internal sealed record LiteralEntry(int Rule, ByteSet[] Sets, int WindowOffset, int MinOffset, int MaxOffset, bool AtBoundary, bool IsGate,
    int Bucket)
{
    /// <summary>Number of its <see cref="CompiledRule.Surroundings"/>; negative: there are none.</summary>
    public int Around { get; init; } = -1;

    /// <summary>The classes that its window allows.</summary>
    public ClassWindow Window => ClassWindow.Of(Sets, WindowOffset);

    /// <summary>What the k-th byte of the window must be; behind the literal's end: anything.</summary>
    public ByteSet WindowSet(int k) => WindowOffset + k < Sets.Length ? Sets[WindowOffset + k] : ByteSet.All;

    /// <summary>Whether the literal stands at <paramref name="start"/>, which may lie outside.</summary>
    public bool StandsAt(ReadOnlySpan<byte> content, int start) =>
        start >= 0 && start + Sets.Length <= content.Length && (!AtBoundary || AsciiText.IsBoundary(content, start))
            && AreAt(Sets, content, start, 0);

    /// <summary>
    /// Whether each of the bytes from <paramref name="start"/> on, which are all inside, is in the set of its position; the
    /// <paramref name="first"/> ones are not looked at.
    /// </summary>
    public static bool AreAt(ByteSet[] sets, ReadOnlySpan<byte> content, int start, int first)
    {
        ref var words = ref Unsafe.As<ByteSet, ulong>(ref MemoryMarshal.GetArrayDataReference(sets));
        ref var bytes = ref Unsafe.Add(ref MemoryMarshal.GetReference(content), start);
        for (nint i = first; i < sets.Length; i++)
        {
            nint value = Unsafe.Add(ref bytes, i);
            if ((Unsafe.Add(ref words, (4 * i) + (value >> 6)) >> (int)value & 1) == 0)
            {
                return false;
            }
        }

        return true;
    }
}

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
    public QuickCheck Common(QuickCheck other)
    {
        var before = MaskBefore & other.MaskBefore & ~(ValueBefore ^ other.ValueBefore);
        var from = Mask & other.Mask & ~(Value ^ other.Value);
        return new(before, ValueBefore & before, from, Value & from);
    }

    public static QuickCheck Of(LiteralEntry entry)
    {
        var (maskBefore, valueBefore) = Bits(entry, entry.WindowOffset - Reach);
        var (mask, value) = Bits(entry, entry.WindowOffset);
        return new(maskBefore, valueBefore, mask, value);
    }

    /// <summary>
    /// How many bytes of the literal, from its first on, stand there when it says yes: those in reach that are single ones or a letter in
    /// either case.
    /// </summary>
    public static int Proven(LiteralEntry entry)
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
        var (ones, zeros) = set.CommonBits();
        return set.Count == 1 << (8 - BitOperations.PopCount((uint)(byte)(ones | zeros)));
    }

    private static (ulong Mask, ulong Value) Bits(LiteralEntry entry, int from)
    {
        var (mask, value) = (0UL, 0UL);
        for (var k = 0; k < Reach; k++)
        {
            if (from + k >= 0 && from + k < entry.Sets.Length)
            {
                var (ones, zeros) = entry.Sets[from + k].CommonBits();
                mask |= (ulong)(byte)(ones | zeros) << (8 * k);
                value |= (ulong)ones << (8 * k);
            }
        }

        return (mask, value);
    }
}
