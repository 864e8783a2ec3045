using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Judging;

/// <summary>Which rule a named value is reported under: that of the family its name belongs to, whatever anchor led to it.</summary>
internal sealed class JudgedRules(RuleSet rules)
{
    private readonly int _password = NumberOf(rules, "password");
    private readonly int _secret = NumberOf(rules, "secret");
    private readonly int _key = NumberOf(rules, "key");

    /// <summary>The number of the rule; negative when the set has none for this family.</summary>
    public int Of(int anchor, ReadOnlySpan<int> features) =>
        rules.Rules[anchor].Anchor != Anchors.Name || IsLogin(features) || features[(int)Feature.NamePassword] > 0 ? Password(anchor)
        : features[(int)Feature.NameKey] > 0 && features[(int)Feature.NameSecret] == 0 && features[(int)Feature.NameToken] == 0 ? _key
        : _secret;

    private int Password(int anchor) => rules.Rules[anchor].Anchor == Anchors.Name ? _password : anchor;

    private static bool IsLogin(ReadOnlySpan<int> features) => features[(int)Feature.ValueIsDecoded] == 2 && features[(int)Feature.Operator] == (int)ValueOperator.Scheme;

    private static int NumberOf(RuleSet rules, string family)
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
