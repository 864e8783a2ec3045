namespace SecretSentry.Engine.Rules;

/// <summary>Finds rules by name.</summary>
public static class RuleNaming
{
    /// <summary>
    /// Returns the rule with this id, otherwise the rule that has it as an alias. A rule that exists takes precedence over one that took
    /// over its name. Returns null when no rule has this name.
    /// </summary>
    /// <param name="rules">Rules by id.</param>
    /// <param name="name">An id or an alias.</param>
    public static Rule? FindByName(this IReadOnlyDictionary<string, Rule> rules, string name)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.TryGetValue(name, out var rule) ? rule : rules.Values.FirstOrDefault(other => other.IsCalled(name));
    }
}
