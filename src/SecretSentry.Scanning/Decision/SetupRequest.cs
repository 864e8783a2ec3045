namespace SecretSentry.Scanning.Decision;

/// <summary>Where the settings of a scan come from.</summary>
/// <param name="Directory">The folder to work in.</param>
public sealed record SetupRequest(string Directory)
{
    /// <summary>A configuration to read instead of the repository's own; null: none.</summary>
    public string? Config { get; init; }

    /// <summary>More files of accepted findings.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>The user's configuration; null: none.</summary>
    public string? UserFile { get; init; }

    /// <summary>Threads where no configuration says otherwise.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// The program's own file: another one, or another time of writing, makes cached results invalid. Null: no such file.
    /// </summary>
    public string? Program { get; init; }
}
