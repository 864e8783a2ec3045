namespace SecretSentry.Engine.Rules;

/// <summary>The text an allow-list's regexes look at.</summary>
public enum AllowlistTarget
{
    /// <summary>The secret.</summary>
    Secret,

    /// <summary>The whole match.</summary>
    Match,

    /// <summary>The lines the match stands on.</summary>
    Line,
}
