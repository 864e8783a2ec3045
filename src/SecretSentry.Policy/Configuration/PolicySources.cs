namespace SecretSentry.Policy.Configuration;

/// <summary>The sources of the policy of a run. Paths are full paths.</summary>
public sealed record PolicySources
{
    /// <summary>Name of the configuration file at the top of a repository.</summary>
    public const string FileName = ".secretsentry.toml";

    /// <summary>Name of gitleaks' file. It is read when there is no file of ours.</summary>
    internal const string GitleaksFileName = ".gitleaks.toml";

    /// <summary>Top folder of the repository. Without a repository, the folder that is scanned.</summary>
    public required string Top { get; init; }

    /// <summary>The user's configuration file. Null: there is no location for one.</summary>
    public string? UserFile { get; init; }

    /// <summary>File named on the command line. It is read instead of the repository's own file.</summary>
    public string? Given { get; init; }

    /// <summary>The name of <see cref="Given"/> on the command line.</summary>
    public string GivenAs { get; init; } = "";

    /// <summary>Files of accepted findings in addition to the repository's own, each with the name it was given by.</summary>
    public IReadOnlyList<(string File, string As)> Baselines { get; init; } = [];
}
