using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>An allow-list of a whole configuration.</summary>
/// <param name="List">Its conditions.</param>
/// <param name="For">Ids of the rules it applies to. If empty, it applies to all rules, including the built-in ones.
/// <c>generic-api-key</c>, for which gitleaks has one rule, means all rules tagged generic.</param>
/// <param name="Origin">File and line, as <c>.gitleaks.toml:12</c>.</param>
public sealed record SharedAllowlist(Allowlist List, IReadOnlyCollection<string> For, string Origin)
{
    /// <summary>Returns whether the list applies to the matches of a rule.</summary>
    public bool IsFor(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return For.Count == 0 || For.Contains(rule.Id, StringComparer.Ordinal)
            || (rule.IsGeneric && For.Contains("generic-api-key", StringComparer.Ordinal));
    }
}
