using SecretSentry.Purge.Search;

namespace SecretSentry.Cli.Commands;

/// <summary>The validated options of a plan.</summary>
internal sealed record PlanOptions
{
    public required string Directory { get; init; }

    public string? Report { get; init; }

    public IReadOnlyList<string> Fingerprints { get; init; } = [];

    public string? RulesFile { get; init; }

    public required string Replacement { get; init; }

    public IReadOnlyList<string> RefGlobs { get; init; } = [];

    public required PurgeScope Scope { get; init; }

    public bool AllowsShort { get; init; }

    public bool AllowsAlternates { get; init; }

    public string? Config { get; init; }

    public string? Out { get; init; }

    public int Threads { get; init; }

    public bool ShowsProgress { get; init; }
}
