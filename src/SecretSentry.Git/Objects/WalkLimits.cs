namespace SecretSentry.Git.Objects;

/// <summary>Limits that prevent malicious or very large packs from exhausting the machine.</summary>
/// <param name="ObjectBytes">Maximum length in bytes of an object in memory.</param>
/// <param name="LiveBytes">Maximum number of bytes that one walker keeps at a time.</param>
public sealed record WalkLimits(int ObjectBytes, long LiveBytes)
{
    /// <summary>With these limits, two walkers and the pages of the program stay below 300 MB.</summary>
    public static WalkLimits Default { get; } = new(32 * 1024 * 1024, 96L * 1024 * 1024);

    /// <summary>
    /// A family may expand to this many bytes for each of its packed bytes, plus <see cref="FreeBytes"/>. Histories of one large file reach
    /// a few thousand. A decompression bomb reaches millions (seven bytes of delta can produce 16 MB).
    /// </summary>
    public const long MaxExpansion = 50_000;

    /// <summary>Number of bytes to which every family may expand, however small it is.</summary>
    public const long FreeBytes = 4L * 1024 * 1024 * 1024;
}
