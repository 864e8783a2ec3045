using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Layout;

/// <summary>A literal in its bucket.</summary>
/// <param name="Rule">Number of the rule the literal belongs to.</param>
/// <param name="Sets">The bytes allowed at each position.</param>
/// <param name="WindowOffset">Position of <paramref name="Sets"/> at which the searched window starts.</param>
/// <param name="MinOffset">Fewest bytes between the start of the match and the literal.</param>
/// <param name="MaxOffset">Most bytes between them.</param>
/// <param name="NeedsBoundary">Whether the literal starts at a word boundary.</param>
/// <param name="IsKeyword">Whether the literal only makes its rule search the whole content.</param>
/// <param name="Bucket">Number of the bucket, counted over all tables or, in a table, within it.</param>
internal sealed record LiteralEntry(int Rule, ByteSet[] Sets, int WindowOffset, int MinOffset, int MaxOffset, bool NeedsBoundary,
    bool IsKeyword,
    int Bucket)
{
    /// <summary>Number of the literal's <c>CompiledRule.ContextDfas</c> entry. Negative when there is none.</summary>
    public int Around { get; init; } = -1;

    /// <summary>The classes that the literal's window allows.</summary>
    public ClassWindow Window => ClassWindow.Create(Sets, WindowOffset);

    /// <summary>
    /// Returns the bytes allowed at position <paramref name="k"/> of the window. After the end of the literal, any byte is allowed.
    /// </summary>
    public ByteSet GetWindowSet(int k) => WindowOffset + k < Sets.Length ? Sets[WindowOffset + k] : ByteSet.All;

    /// <summary>Returns whether the literal occurs at <paramref name="start"/>, which may lie outside the content.</summary>
    public bool IsMatch(ReadOnlySpan<byte> content, int start) =>
        start >= 0 && start + Sets.Length <= content.Length && (!NeedsBoundary || AsciiText.IsBoundary(content, start))
            && MatchesSets(Sets, content, start, 0);

    /// <summary>
    /// Returns whether each byte from <paramref name="start"/> on is in the set of its position. All these bytes must lie in the content.
    /// The first <paramref name="first"/> bytes are not checked.
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
