namespace SecretSentry.Engine.Rules;

/// <summary>Conditions under which a match is not reported; gitleaks' meaning.</summary>
public sealed record Allowlist
{
    /// <summary>Why.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether every kind of condition present must hold (AND) instead of one (OR).</summary>
    public bool MatchesAll { get; init; }

    /// <summary>RE2 sources searched in <see cref="Target"/>.</summary>
    public IReadOnlyList<string> Regexes { get; init; } = [];

    /// <summary>What <see cref="Regexes"/> look at.</summary>
    public AllowlistTarget Target { get; init; }

    /// <summary>Words whose presence in the secret, in any case, is a condition.</summary>
    public IReadOnlyList<string> StopWords { get; init; } = [];

    /// <summary>RE2 sources searched in the path.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Commit ids.</summary>
    public IReadOnlyList<string> Commits { get; init; } = [];
}
