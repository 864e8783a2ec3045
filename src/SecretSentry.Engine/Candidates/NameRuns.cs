using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Finds how far a name extends on each side of its stem. It reads sixteen bytes at once, because the processor mispredicts the end of a
/// loop over single bytes.
/// </summary>
internal static class NameRuns
{
    /// <summary>
    /// Returns the first offset from <paramref name="from"/> on whose byte may not follow a stem in a name. Returns <paramref name="most"/>
    /// when there is none before it.
    /// </summary>
    public static int FindEnd(ReadOnlySpan<byte> text, int from, int most)
    {
        ref var bytes = ref MemoryMarshal.GetReference(text);
        for (; from + Vector128<byte>.Count <= most; from += Vector128<byte>.Count)
        {
            var outside = ~AreAfterStem(Vector128.LoadUnsafe(ref bytes, (nuint)from)).ExtractMostSignificantBits() & ushort.MaxValue;
            if (outside != 0)
            {
                return from + BitOperations.TrailingZeroCount(outside);
            }
        }

        return FindEndScalar(text, from, most);
    }

    /// <summary>Like <see cref="FindEnd"/>, but the fullwidth colon of other scripts ends the name as well.</summary>
    public static int FindNameEnd(ReadOnlySpan<byte> text, int from, int most)
    {
        var end = FindEnd(text, from, most);
        var within = text[from..Math.Min(text.Length, end + AfterName.WideColon.Length - 1)];
        return end > from && within.IndexOf(AfterName.WideColon) is >= 0 and var colon ? from + colon : end;
    }

    /// <summary>
    /// Returns the first offset, at least <paramref name="least"/>, such that all bytes from it to <paramref name="to"/> may occur in a
    /// name.
    /// </summary>
    public static int FindStart(ReadOnlySpan<byte> text, int to, int least)
    {
        ref var bytes = ref MemoryMarshal.GetReference(text);
        for (; to - Vector128<byte>.Count >= least; to -= Vector128<byte>.Count)
        {
            var first = to - Vector128<byte>.Count;
            var outside = ~AreInName(Vector128.LoadUnsafe(ref bytes, (nuint)first)).ExtractMostSignificantBits() & ushort.MaxValue;
            if (outside != 0)
            {
                return first + BitOperations.Log2(outside) + 1;
            }
        }

        return FindStartScalar(text, to, least);
    }

    /// <summary>Like <see cref="FindEnd"/>, byte by byte.</summary>
    internal static int FindEndScalar(ReadOnlySpan<byte> text, int from, int most)
    {
        while (from < most && ByteText.IsAfterStem(text[from]))
        {
            from++;
        }

        return from;
    }

    /// <summary>Like <see cref="FindStart"/>, byte by byte.</summary>
    internal static int FindStartScalar(ReadOnlySpan<byte> text, int to, int least)
    {
        while (to > least && ByteText.IsInName(text[to - 1]))
        {
            to--;
        }

        return to;
    }

    /// <summary>Sets the top bit of each byte for which <see cref="ByteText.IsAfterStem"/> is true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AreAfterStem(Vector128<byte> bytes) =>
        AreWords(bytes) | (AreBetween(bytes, (byte)'-', (byte)'9') & ~Vector128.Equals(bytes, Vector128.Create((byte)'/')));

    /// <summary>Sets the top bit of each byte for which <see cref="ByteText.IsInName"/> is true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AreInName(Vector128<byte> bytes) =>
        AreWords(bytes) | AreBetween(bytes, (byte)'-', (byte)':') | Vector128.Equals(bytes, Vector128.Create((byte)'@'));

    /// <summary>Selects letters, underscores and dollar signs, and bytes beyond ASCII, whose own top bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AreWords(Vector128<byte> bytes) =>
        bytes | AreBetween(bytes | Vector128.Create((byte)0x20), (byte)'a', (byte)'z')
        | Vector128.Equals(bytes, Vector128.Create((byte)'_')) | Vector128.Equals(bytes, Vector128.Create((byte)'$'));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AreBetween(Vector128<byte> bytes, byte first, byte last) =>
        Vector128.LessThanOrEqual(bytes - Vector128.Create(first), Vector128.Create((byte)(last - first)));
}
