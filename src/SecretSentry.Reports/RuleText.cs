using SecretSentry.Engine.Rules;

namespace SecretSentry.Reports;

/// <summary>Describes a rule for people, as <c>rules show</c> prints it.</summary>
public static class RuleText
{
    /// <summary>Returns the id and the properties of a rule, a line each. Earlier names are listed only if there are any.</summary>
    public static string Format(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var former = rule.Aliases.Count == 0 ? "" : $"  was called  {string.Join(", ", rule.Aliases)}\n";
        return $"""
            {rule.Id}
              {rule.Description}
            {former}  severity    {Names.Format(rule.Severity)}
              confidence  {Names.Format(rule.Confidence)}
              regex       {rule.Regex}
              rotate      {Rotation.Describe(rule)}
              reference   {rule.Reference}

            """;
    }
}
