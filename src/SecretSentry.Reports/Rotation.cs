using SecretSentry.Engine.Rules;
using SecretSentry.Files;

namespace SecretSentry.Reports;

/// <summary>Describes how to revoke a secret.</summary>
public static class Rotation
{
    /// <summary>Text for a rule that has no instructions, such as most rules of users.</summary>
    public const string InGeneral =
        "Revoke it where it was issued, replace it with a new one, and check the issuer's log for how it was used.";

    /// <summary>Returns the instructions of the rule, otherwise <see cref="InGeneral"/>. Never empty.</summary>
    public static ForeignText Describe(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return RuleText.GetRotate(rule) is { IsEmpty: false } steps ? steps : InGeneral;
    }
}
