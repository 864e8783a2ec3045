namespace SecretSentry.Engine.Rules;

/// <summary>Looks rules up by what they are called.</summary>
public static class RuleNaming
{
    /// <summary>
    /// The rule of that id, else the one that has it as an alias: a rule that exists goes before one that took over its name. Null: none is
    /// called so.
    /// </summary>
    /// <param name="rules">Rules by id.</param>
    /// <param name="name">An id or an alias.</param>
    public static Rule? FindByName(this IReadOnlyDictionary<string, Rule> rules, string name)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.TryGetValue(name, out var rule) ? rule : rules.Values.FirstOrDefault(other => other.IsCalled(name));
    }
}
