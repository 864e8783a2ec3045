namespace SecretSentry.Engine.Rules;

/// <summary>The text that an allow-list's regexes are searched in.</summary>
public enum AllowlistTarget
{
    /// <summary>The secret.</summary>
    Secret,

    /// <summary>The whole match.</summary>
    Match,

    /// <summary>The lines that contain the match.</summary>
    Line,
}
