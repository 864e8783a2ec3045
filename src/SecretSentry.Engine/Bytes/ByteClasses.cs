namespace SecretSentry.Engine.Bytes;

/// <summary>
/// What the kernels see of a byte: its lower five bits and the seventh one, 64 classes. So both cases of a letter are one class, as most
/// literals want it, and no letter shares its class with a digit, a space or another frequent mark.
/// </summary>
internal static class ByteClasses
{
    /// <summary>How many classes there are.</summary>
    public const int Count = 64;

    /// <summary>The class of <paramref name="value"/>.</summary>
    public static int Classify(byte value) => (value & 31) | ((value & 64) >> 1);

    /// <summary>Bit i: some value of class i is in the set.</summary>
    public static ulong Classify(ByteSet set)
    {
        Span<ulong> words = stackalloc ulong[4];
        set.CopyWords(words);
        var (marks, letters) = (words[0] | words[2], words[1] | words[3]);
        return (uint)(marks | (marks >> 32)) | ((letters | (letters << 32)) & 0xFFFFFFFF00000000);
    }
}
