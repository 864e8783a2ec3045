namespace SecretSentry.Engine.Rules;

/// <summary>How certain a rule is that what it found is a live-looking credential.</summary>
public enum Confidence
{
    /// <summary>Worth a look. Reported, but not blocking by default.</summary>
    Low,

    /// <summary>Worth stopping a commit for.</summary>
    Medium,

    /// <summary>Almost always a live-looking credential.</summary>
    High,
}
