namespace SecretSentry.Engine.Paths;

/// <summary>What a path says about the file, as far as it bears on how much a value that only its name gives away is worth.</summary>
public enum PathKind
{
    /// <summary>Program text, or no path.</summary>
    Source,

    /// <summary>Settings, as programs read them at start-up.</summary>
    Configuration,

    /// <summary>
    /// Tests, fixtures, examples, documentation, and other people's code that was copied in: made-up values are the rule there.
    /// </summary>
    Example,
}
