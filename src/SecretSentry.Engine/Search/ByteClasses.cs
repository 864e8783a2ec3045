using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Search;

/// <summary>
/// What the kernels see of a byte: its lower five bits and the seventh one, 64 classes. So both cases of a letter are one class, as most
/// literals want it, and no letter shares its class with a digit, a space or another frequent mark.
/// </summary>
internal static class ByteClasses
{
    /// <summary>How many classes there are.</summary>
    public const int Count = 64;

    /// <summary>The class of <paramref name="value"/>.</summary>
    public static int Of(byte value) => (value & 31) | ((value & 64) >> 1);

    /// <summary>Bit i: some value of class i is in the set.</summary>
    public static ulong Of(ByteSet set)
    {
        Span<ulong> words = stackalloc ulong[4];
        set.CopyWords(words);
        var (marks, letters) = (words[0] | words[2], words[1] | words[3]);
        return (uint)(marks | (marks >> 32)) | ((letters | (letters << 32)) & 0xFFFFFFFF00000000);
    }
}

/// <summary>Which classes are allowed at each of the four positions of a window; a bit for each class.</summary>
internal readonly record struct ClassWindow(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>The windows of a literal whose position <paramref name="offset"/> is the window's first.</summary>
    public static ClassWindow Of(ByteSet[] sets, int offset) =>
        new(ClassesAt(sets, offset), ClassesAt(sets, offset + 1), ClassesAt(sets, offset + 2), ClassesAt(sets, offset + 3));

    /// <summary>What is allowed at position <paramref name="k"/>.</summary>
    public ulong At(int k) => k switch { 0 => A, 1 => B, 2 => C, _ => D };

    /// <summary>What is allowed in either of them, in any combination.</summary>
    public ClassWindow Or(in ClassWindow other) => new(A | other.A, B | other.B, C | other.C, D | other.D);

    private static ulong ClassesAt(ByteSet[] sets, int position) =>
        position < sets.Length ? ByteClasses.Of(sets[position]) : ulong.MaxValue;
}
