namespace SecretSentry.Engine.Rules;

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
