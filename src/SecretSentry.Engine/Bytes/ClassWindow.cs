namespace SecretSentry.Engine.Bytes;

/// <summary>The classes that are allowed at each of the four positions of a window, with a bit for each class.</summary>
internal readonly record struct ClassWindow(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Creates the window that starts at position <paramref name="offset"/> of a literal.</summary>
    public static ClassWindow Create(ByteSet[] sets, int offset) =>
        new(ClassifyPosition(sets, offset), ClassifyPosition(sets, offset + 1), ClassifyPosition(sets, offset + 2),
            ClassifyPosition(sets, offset + 3));

    /// <summary>Returns the classes that are allowed at position <paramref name="k"/>.</summary>
    public ulong GetClasses(int k) => k switch { 0 => A, 1 => B, 2 => C, _ => D };

    /// <summary>Returns the window that allows, at each position, the classes of either window, in any combination.</summary>
    public ClassWindow Combine(in ClassWindow other) => new(A | other.A, B | other.B, C | other.C, D | other.D);

    private static ulong ClassifyPosition(ByteSet[] sets, int position) =>
        position < sets.Length ? ByteClasses.Classify(sets[position]) : ulong.MaxValue;
}
