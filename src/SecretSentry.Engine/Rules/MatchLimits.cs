namespace SecretSentry.Engine.Rules;

/// <summary>How far a match reaches; everything that skips, carries over or cuts content relies on these.</summary>
internal static class MatchLimits
{
    /// <summary>Longest match in bytes: a regex without an end matches no further.</summary>
    public const int MaxMatchLength = 16 * 1024;

    /// <summary>Longest value beside a name, in bytes.</summary>
    public const int MaxValueLength = 2048;
}
