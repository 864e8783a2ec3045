using SecretSentry.Engine.Rules;
using SecretSentry.Files;

namespace SecretSentry.Reports;

/// <summary>
/// The texts of a rule, which may come from the configuration of a repository. Code that prints gets them here (BannedSymbols.NoRaw.txt).
/// </summary>
public static class RuleText
{
#pragma warning disable RS0030 // the texts become ForeignText here
    /// <summary>Returns the id.</summary>
    public static ForeignText GetId(Rule rule) => rule.Id;

    /// <summary>Returns the description. May be empty.</summary>
    public static ForeignText GetDescription(Rule rule) => rule.Description;

    /// <summary>Returns the description. Returns the id when there is none.</summary>
    internal static ForeignText GetTitle(Rule rule) => rule.Description.Length > 0 ? rule.Description : rule.Id;

    /// <summary>Returns the instructions for rotation. May be empty.</summary>
    internal static ForeignText GetRotate(Rule rule) => rule.Rotate;

    /// <summary>Returns the address of the issuer's documentation. May be empty.</summary>
    internal static ForeignText GetReference(Rule rule) => rule.Reference;

    /// <summary>Returns a rule that has only an id, for a report that names a rule which this program does not have.</summary>
    internal static Rule CreateRule(string id) => new() { Id = id };

    /// <summary>Returns the rule with the description that a report has.</summary>
    internal static Rule ChangeDescription(Rule rule, string description) => rule with { Description = description };

    private static ForeignText GetRegex(Rule rule) => rule.Regex;
#pragma warning restore RS0030

    /// <summary>
    /// Returns the id and the properties of a rule, a line each, as <c>rules show</c> prints it. Earlier names are listed only if there are
    /// any.
    /// </summary>
    public static string Format(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var former = rule.Aliases.Count == 0 ? "" : $"  was called  {Safe.Escape(string.Join(", ", rule.Aliases))}\n";
        return $"""
            {GetId(rule)}
              {GetDescription(rule)}
            {former}  severity    {Names.Format(rule.Severity)}
              confidence  {Names.Format(rule.Confidence)}
              regex       {GetRegex(rule)}
              rotate      {Rotation.Describe(rule)}
              reference   {GetReference(rule)}{(rule.ReferenceRead.Length > 0 ? $" (read on {Safe.Escape(rule.ReferenceRead)})" : "")}

            """;
    }
}
