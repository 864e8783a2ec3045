using SecretSentry.Engine.Rules;

namespace SecretSentry.Reports;

/// <summary>How to make a secret worthless.</summary>
public static class Rotation
{
    /// <summary>For a rule that does not say it, as most rules of one's own.</summary>
    public const string InGeneral =
        "Revoke it where it was issued, put a new one in its place, and look into the issuer's log for what it was used for.";

    /// <summary>What the rule says, else <see cref="InGeneral"/>; never empty.</summary>
    public static string Describe(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Rotate.Length > 0 ? rule.Rotate : InGeneral;
    }
}
