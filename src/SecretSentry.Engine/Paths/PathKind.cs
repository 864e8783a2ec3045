namespace SecretSentry.Engine.Paths;

/// <summary>What a path indicates about a file. It affects the confidence of a value that only its name reveals.</summary>
public enum PathKind
{
    /// <summary>Source code, or no path.</summary>
    Source,

    /// <summary>Settings that programs read when they start.</summary>
    Configuration,

    /// <summary>Tests, fixtures, examples, documentation and vendored third-party code, where most values are made up.</summary>
    Example,
}
