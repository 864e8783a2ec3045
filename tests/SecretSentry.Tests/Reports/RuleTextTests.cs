using SecretSentry.Engine.Rules;
using SecretSentry.Reports;

namespace SecretSentry.Tests.Reports;

public class RuleTextTests
{
    [Fact]
    public void A_rule_has_one_line_for_each_property()
    {
        var rule = new Rule
        {
            Id = "acme",
            Description = "a token of Acme",
            Regex = "acme_[a-z]+",
            Severity = Severity.High,
            Confidence = Confidence.Medium,
            Reference = "https://acme.invalid",
        };
        RuleText.Format(rule).Should().Be($"acme\n  a token of Acme\n  severity    high\n  confidence  medium\n"
            + $"  regex       acme_[a-z]+\n  rotate      {Rotation.InGeneral}\n  reference   https://acme.invalid\n");
        RuleText.Format(new() { Id = "acme", Aliases = ["old", "older"] }).Should()
            .StartWith("acme\n  \n  was called  old, older\n  severity    ");
    }
}
