using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Features;

namespace SecretSentry.Engine.Judging;

/// <summary>
/// Determines the rule under which a named value is reported. It is the rule of the family that the name belongs to, whatever anchor led to
/// the value.
/// </summary>
internal sealed class JudgedRules(RuleSet rules)
{
    // Looked up when the first value is judged. A look-up over all rules creates all rules, and a clean commit need not wait for that.
    private readonly Lazy<int> _password = new(() => FindRuleNumber(rules, "password"));
    private readonly Lazy<int> _secret = new(() => FindRuleNumber(rules, "secret"));
    private readonly Lazy<int> _key = new(() => FindRuleNumber(rules, "key"));

    /// <summary>Returns the number of the rule. Negative when the set has no rule for the family.</summary>
    public int FindRule(int anchor, ReadOnlySpan<int> features) =>
        rules.Rules[anchor].Anchor != Anchors.Name || IsLogin(features) || features[(int)Feature.NamePassword] > 0 ? GetPasswordRule(anchor)
        : features[(int)Feature.NameKey] > 0 && features[(int)Feature.NameSecret] == 0 && features[(int)Feature.NameToken] == 0 ? _key.Value
        : _secret.Value;

    private int GetPasswordRule(int anchor) => rules.Rules[anchor].Anchor == Anchors.Name ? _password.Value : anchor;

    private static bool IsLogin(ReadOnlySpan<int> features) =>
        features[(int)Feature.Operator] == (int)ValueOperator.Login
            || (features[(int)Feature.ValueIsDecoded] == 2 && features[(int)Feature.Operator] == (int)ValueOperator.Scheme);

    private static int FindRuleNumber(RuleSet rules, string family)
    {
        for (var i = 0; i < rules.Rules.Count; i++)
        {
            if (rules.Rules[i].Anchor == Anchors.Name && rules.Rules[i].HasTag(family))
            {
                return i;
            }
        }

        return -1;
    }
}
