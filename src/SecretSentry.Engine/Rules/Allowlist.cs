namespace SecretSentry.Engine.Rules;

/// <summary>Conditions under which a match is not reported, with gitleaks' meaning.</summary>
public sealed record Allowlist
{
    /// <summary>Why the matches are allowed.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether every kind of condition that is present must be met (AND), instead of one of them (OR).</summary>
    public bool MatchesAll { get; init; }

    /// <summary>RE2 sources that are searched in <see cref="Target"/>.</summary>
    public IReadOnlyList<string> Regexes { get; init; } = [];

    /// <summary>The text that <see cref="Regexes"/> are searched in.</summary>
    public AllowlistTarget Target { get; init; }

    /// <summary>Words whose occurrence in the secret, in any case, is a condition.</summary>
    public IReadOnlyList<string> StopWords { get; init; } = [];

    /// <summary>RE2 sources that are searched in the path.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Commit ids.</summary>
    public IReadOnlyList<string> Commits { get; init; } = [];
}
