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
/// <param name="Bucket">Number of the bucket.</param>
internal sealed record LiteralEntry(int Rule, ByteSet[] Sets, int WindowOffset, int MinOffset, int MaxOffset, bool AtBoundary, bool IsGate, int Bucket)
{
    /// <summary>What the k-th byte of the window must be; behind the literal's end: anything.</summary>
    public ByteSet WindowSet(int k) => WindowOffset + k < Sets.Length ? Sets[WindowOffset + k] : ByteSet.All;

    /// <summary>Whether the literal stands at <paramref name="start"/>, which may lie outside.</summary>
    public bool StandsAt(ReadOnlySpan<byte> content, int start)
    {
        if (start < 0 || start + Sets.Length > content.Length)
        {
            return false;
        }

        ref var words = ref Unsafe.As<ByteSet, ulong>(ref MemoryMarshal.GetArrayDataReference(Sets));
        for (var i = 0; i < Sets.Length; i++)
        {
            var value = content[start + i];
            if ((Unsafe.Add(ref words, (4 * i) + (value >> 6)) >> (value & 63) & 1) == 0)
            {
                return false;
            }
        }

        return !AtBoundary || AsciiText.IsBoundary(content, start);
    }
}

/// <summary>A test of eight bytes at once: <c>((bytes | Fold) &amp; Mask) == Value</c>. Positions that allow more than one letter in both cases are left open.</summary>
internal readonly record struct QuickCheck(ulong Fold, ulong Mask, ulong Value)
{
    /// <summary>Passes nothing.</summary>
    public static QuickCheck Never { get; } = new(0, 0, 1);

    public static QuickCheck Of(LiteralEntry entry)
    {
        var (fold, mask, value) = (0UL, 0UL, 0UL);
        for (var k = 0; k < 8 && entry.WindowOffset + k < entry.Sets.Length; k++)
        {
            var set = entry.Sets[entry.WindowOffset + k];
            if (set.Single is { } one)
            {
                fold |= (set.Count == 2 ? 0x20UL : 0) << (8 * k);
                mask |= 0xFFUL << (8 * k);
                value |= (ulong)one << (8 * k);
            }
        }

        return new(fold, mask, value);
    }
}
