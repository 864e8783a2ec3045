namespace SecretSentry.Engine.Bytes;

/// <summary>Which classes are allowed at each of the four positions of a window; a bit for each class.</summary>
internal readonly record struct ClassWindow(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>The windows of a literal whose position <paramref name="offset"/> is the window's first.</summary>
    public static ClassWindow Create(ByteSet[] sets, int offset) =>
        new(ClassifyPosition(sets, offset), ClassifyPosition(sets, offset + 1), ClassifyPosition(sets, offset + 2),
            ClassifyPosition(sets, offset + 3));

    /// <summary>What is allowed at position <paramref name="k"/>.</summary>
    public ulong GetClasses(int k) => k switch { 0 => A, 1 => B, 2 => C, _ => D };

    /// <summary>What is allowed in either of them, in any combination.</summary>
    public ClassWindow Combine(in ClassWindow other) => new(A | other.A, B | other.B, C | other.C, D | other.D);

    private static ulong ClassifyPosition(ByteSet[] sets, int position) =>
        position < sets.Length ? ByteClasses.Classify(sets[position]) : ulong.MaxValue;
}
