namespace SecretSentry.Git.Objects;

/// <summary>Limits that keep hostile or huge packs from taking the machine.</summary>
/// <param name="ObjectBytes">Larger objects are not held in memory.</param>
/// <param name="LiveBytes">What one walker holds at a time.</param>
public sealed record WalkLimits(int ObjectBytes, long LiveBytes)
{
    /// <summary>Two walkers and the pages of the program stay below 300 MB.</summary>
    public static WalkLimits Default { get; } = new(32 * 1024 * 1024, 96L * 1024 * 1024);

    /// <summary>
    /// A family may give this many bytes for each of its own, and <see cref="FreeBytes"/> more. Histories of one large file reach some
    /// thousands; a bomb reaches millions (seven bytes of delta can ask for 16 MB).
    /// </summary>
    public const long MaxExpansion = 50_000;

    /// <summary>What every family may give, however small it is.</summary>
    public const long FreeBytes = 4L * 1024 * 1024 * 1024;
}
