namespace SecretSentry.Engine.Rules;

/// <summary>The damage a real credential of this kind can do.</summary>
public enum Severity
{
    /// <summary>Little on its own.</summary>
    Low,

    /// <summary>Access to something of limited reach.</summary>
    Medium,

    /// <summary>Access to data or code.</summary>
    High,

    /// <summary>Control of an account.</summary>
    Critical,
}

/// <summary>How sure a rule is that what it found is a live-looking credential.</summary>
public enum Confidence
{
    /// <summary>Worth a look; told, never blocking by default.</summary>
    Low,

    /// <summary>Worth stopping a commit for.</summary>
    Medium,

    /// <summary>Almost always a live-looking credential.</summary>
    High,
}

/// <summary>Verdict of a rule's offline check.</summary>
public enum Validity
{
    /// <summary>The kind has no check, or the check cannot tell.</summary>
    Unknown,

    /// <summary>The checksum or structure is right.</summary>
    ChecksumValid,

    /// <summary>The checksum or structure is wrong.</summary>
    ChecksumInvalid,
}
