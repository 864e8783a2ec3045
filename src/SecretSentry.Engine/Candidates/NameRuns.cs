using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// How far a name reaches to either side of its stem: sixteen bytes at once, since a loop over single bytes ends where the processor does
/// not expect it.
/// </summary>
internal static class NameRuns
{
    /// <summary>
    /// The first offset from <paramref name="from"/> on, and before <paramref name="most"/>, whose byte may not stand behind a stem; else
    /// <paramref name="most"/>.
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

    /// <summary>The same of a name, which the wide colon of other scripts ends as well.</summary>
    public static int FindNameEnd(ReadOnlySpan<byte> text, int from, int most)
    {
        var end = FindEnd(text, from, most);
        var within = text[from..Math.Min(text.Length, end + AfterName.WideColon.Length - 1)];
        return end > from && within.IndexOf(AfterName.WideColon) is >= 0 and var colon ? from + colon : end;
    }

    /// <summary>
    /// The offset, at least <paramref name="least"/>, from which on to <paramref name="to"/> all bytes may stand in a name.
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

    /// <summary>The same byte by byte.</summary>
    internal static int FindEndScalar(ReadOnlySpan<byte> text, int from, int most)
    {
        while (from < most && ByteText.IsAfterStem(text[from]))
        {
            from++;
        }

        return from;
    }

    /// <summary>The same byte by byte.</summary>
    internal static int FindStartScalar(ReadOnlySpan<byte> text, int to, int least)
    {
        while (to > least && ByteText.IsInName(text[to - 1]))
        {
            to--;
        }

        return to;
    }

    /// <summary>The top bit of each byte is set for which <see cref="ByteText.IsAfterStem"/> holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AreAfterStem(Vector128<byte> bytes) =>
        AreWords(bytes) | (AreBetween(bytes, (byte)'-', (byte)'9') & ~Vector128.Equals(bytes, Vector128.Create((byte)'/')));

    /// <summary>The same for <see cref="ByteText.IsInName"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AreInName(Vector128<byte> bytes) =>
        AreWords(bytes) | AreBetween(bytes, (byte)'-', (byte)':') | Vector128.Equals(bytes, Vector128.Create((byte)'@'));

    /// <summary>Letters, underscores, dollars and, by their own top bit, bytes beyond ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AreWords(Vector128<byte> bytes) =>
        bytes | AreBetween(bytes | Vector128.Create((byte)0x20), (byte)'a', (byte)'z')
        | Vector128.Equals(bytes, Vector128.Create((byte)'_')) | Vector128.Equals(bytes, Vector128.Create((byte)'$'));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> AreBetween(Vector128<byte> bytes, byte first, byte last) =>
        Vector128.LessThanOrEqual(bytes - Vector128.Create(first), Vector128.Create((byte)(last - first)));
}
