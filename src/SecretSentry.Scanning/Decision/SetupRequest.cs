namespace SecretSentry.Scanning.Decision;

/// <summary>The sources of the settings of a scan.</summary>
/// <param name="Directory">The folder to work in.</param>
public sealed record SetupRequest(string Directory)
{
    /// <summary>A configuration file to read instead of the repository's own. Null: none.</summary>
    public string? Config { get; init; }

    /// <summary>Additional files of accepted findings.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>The user's configuration file. Null: none.</summary>
    public string? UserFile { get; init; }

    /// <summary>Number of threads when no configuration sets it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// The program's own file. Cached results become invalid when the file or its time of writing changes. Null: no such file.
    /// </summary>
    public string? Program { get; init; }
}
