using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>An allow-list of a whole configuration.</summary>
/// <param name="List">Its conditions.</param>
/// <param name="For">Ids of the rules it is for; empty: all, the built-in ones too. <c>generic-api-key</c>, which gitleaks has one rule
/// for, means all that are tagged generic.</param>
/// <param name="Origin">File and line, as <c>.gitleaks.toml:12</c>.</param>
public sealed record SharedAllowlist(Allowlist List, IReadOnlyCollection<string> For, string Origin)
{
    /// <summary>Whether it holds for the matches of a rule.</summary>
    public bool IsFor(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return For.Count == 0 || For.Contains(rule.Id, StringComparer.Ordinal)
            || (rule.IsGeneric && For.Contains("generic-api-key", StringComparer.Ordinal));
    }
}
