using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Layout;

/// <summary>A literal in its bucket.</summary>
/// <param name="Rule">Number of the rule the literal belongs to.</param>
/// <param name="Sets">What each position must hold.</param>
/// <param name="WindowOffset">Position of <paramref name="Sets"/> at which the searched window starts.</param>
/// <param name="MinOffset">Fewest bytes between the start of the match and the literal.</param>
/// <param name="MaxOffset">Most bytes between them.</param>
/// <param name="NeedsBoundary">Whether it starts at a word boundary.</param>
/// <param name="IsKeyword">Whether it lets its rule search the whole content instead.</param>
/// <param name="Bucket">Number of the bucket, counted over all tables or, in a table, within it.</param>
internal sealed record LiteralEntry(int Rule, ByteSet[] Sets, int WindowOffset, int MinOffset, int MaxOffset, bool NeedsBoundary,
    bool IsKeyword,
    int Bucket)
{
    /// <summary>Number of its <c>CompiledRule.Surroundings</c>; negative: there are none.</summary>
    public int Around { get; init; } = -1;

    /// <summary>The classes that its window allows.</summary>
    public ClassWindow Window => ClassWindow.Create(Sets, WindowOffset);

    /// <summary>What the k-th byte of the window must be; behind the literal's end: anything.</summary>
    public ByteSet GetWindowSet(int k) => WindowOffset + k < Sets.Length ? Sets[WindowOffset + k] : ByteSet.All;

    /// <summary>Whether the literal stands at <paramref name="start"/>, which may lie outside.</summary>
    public bool IsMatch(ReadOnlySpan<byte> content, int start) =>
        start >= 0 && start + Sets.Length <= content.Length && (!NeedsBoundary || AsciiText.IsBoundary(content, start))
            && MatchesSets(Sets, content, start, 0);

    /// <summary>
    /// Whether each of the bytes from <paramref name="start"/> on, which are all inside, is in the set of its position; the
    /// <paramref name="first"/> ones are not looked at.
    /// </summary>
    public static bool MatchesSets(ByteSet[] sets, ReadOnlySpan<byte> content, int start, int first)
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
