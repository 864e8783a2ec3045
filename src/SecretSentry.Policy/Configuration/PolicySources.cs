namespace SecretSentry.Policy.Configuration;

/// <summary>Where the policy of a run comes from. Paths are full paths.</summary>
public sealed record PolicySources
{
    /// <summary>Top folder of the repository, or the folder that is scanned where there is none.</summary>
    public required string Top { get; init; }

    /// <summary>The user's file; null: there is no place for one.</summary>
    public string? UserFile { get; init; }

    /// <summary>Named on the command line: read instead of the repository's own.</summary>
    public string? Given { get; init; }

    /// <summary>How the command line named it.</summary>
    public string GivenAs { get; init; } = "";

    /// <summary>Files of accepted findings besides the repository's own, each with the name it was given by.</summary>
    public IReadOnlyList<(string File, string As)> Baselines { get; init; } = [];
}
