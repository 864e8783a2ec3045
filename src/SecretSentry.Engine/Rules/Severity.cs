namespace SecretSentry.Engine.Rules;

/// <summary>The damage a real credential of this kind can do.</summary>
public enum Severity
{
    /// <summary>Little on its own.</summary>
    Low,

    /// <summary>Access to something with limited scope.</summary>
    Medium,

    /// <summary>Access to data or code.</summary>
    High,

    /// <summary>Control of an account.</summary>
    Critical,
}
