namespace SecretSentry.Engine.Bytes;

/// <summary>
/// What the kernels see of a byte: its lower five bits and the seventh one, which gives 64 classes. Both cases of a letter are therefore
/// one class, as most literals need it. No letter shares its class with a digit, a space or another frequent mark.
/// </summary>
internal static class ByteClasses
{
    /// <summary>Number of classes.</summary>
    public const int Count = 64;

    /// <summary>Returns the class of <paramref name="value"/>.</summary>
    public static int Classify(byte value) => (value & 31) | ((value & 64) >> 1);

    /// <summary>Returns a value with bit i set if some value of class i is in the set.</summary>
    public static ulong Classify(ByteSet set)
    {
        Span<ulong> words = stackalloc ulong[4];
        set.CopyWords(words);
        var (punctuation, letters) = (words[0] | words[2], words[1] | words[3]);
        return (uint)(punctuation | (punctuation >> 32)) | ((letters | (letters << 32)) & 0xFFFFFFFF00000000);
    }
}
