namespace SecretSentry.Engine.Rules;

/// <summary>Maximum lengths of matches. Everything that skips, reuses or cuts content depends on these.</summary>
internal static class MatchLimits
{
    /// <summary>Length of the longest match in bytes. A regex without a bound matches no further.</summary>
    public const int MaxMatchLength = 16 * 1024;

    /// <summary>Length of the longest value next to a name, in bytes.</summary>
    public const int MaxValueLength = 2048;
}
