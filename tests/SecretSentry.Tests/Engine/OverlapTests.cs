using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Tests.Engine;

/// <summary>Tests which of several rules reports a secret that all of them match.</summary>
public class OverlapTests
{
    private const string Text = "x = acme_q7zp2mxv9ltk;";

    private static readonly Rule Issuer = new() { Id = "issuer", Regex = "acme_[a-z0-9]{12}", Confidence = Confidence.Low };
    private static readonly Rule Other = new() { Id = "other", Regex = "acme_[a-z0-9]{12}", Confidence = Confidence.High };
    private static readonly Rule Longer = new() { Id = "longer", Regex = "(acme_[a-z0-9]{12};)", Confidence = Confidence.Low };
    private static readonly Rule Apart = new() { Id = "apart", Regex = "^(x) =", Confidence = Confidence.Low };

    private static readonly Rule Generic = new()
    {
        Id = "generic",
        Regex = "= (acme_[a-z0-9]{12};)",
        Confidence = Confidence.High,
        Tags = ["generic", "password"],
    };

    [Fact]
    public void A_rule_of_an_issuer_wins_over_any_generic_rule() => Check("issuer", Issuer, Generic);

    [Fact]
    public void The_match_with_the_higher_confidence_wins_over_the_longer_match() => Check("other", Other, Longer);

    [Fact]
    public void With_equal_confidence_the_longer_match_wins() => Check("longer", Issuer, Longer);

    [Fact]
    public void With_equal_matches_the_first_rule_wins()
    {
        Find(Other, Other with { Id = "second" }).Should().Equal("other");
        Find(Other with { Id = "second" }, Other).Should().Equal("second");
    }

    [Fact]
    public void Matches_that_do_not_overlap_are_all_reported() => Find(Issuer, Apart).Should().Equal("apart", "issuer");

    /// <summary>The inner matches do not overlap each other. Each of them lies in the longer one.</summary>
    [Theory]
    [InlineData("acme", "q7zp")]
    [InlineData("acme", "mxv9")]
    [InlineData("acme", "9ltk")]
    [InlineData("q7zp", "mxv9")]
    public void A_longer_match_wins_over_all_matches_within_it(string first, string second)
    {
        Rule[] inner = [.. new[] { first, second }.Select(text => new Rule { Id = text, Regex = text, Confidence = Confidence.Low })];
        Find(inner).Should().Equal(first, second);
        Check("longer", Longer, inner[0]);
        Check("longer", Longer, inner[1]);
        Find([Longer, .. inner]).Should().Equal("longer");
        Find([.. inner, Longer]).Should().Equal("longer");
    }

    /// <summary>Checks that the same rule wins in both orders of the rules.</summary>
    private static void Check(string winner, Rule first, Rule second)
    {
        Find(first).Should().Equal(first.Id);
        Find(second).Should().Equal(second.Id);
        Find(first, second).Should().Equal(winner);
        Find(second, first).Should().Equal(winner);
    }

    private static string[] Find(params Rule[] rules)
    {
        var (compiled, matches) = (RuleSet.Compile(rules), new List<Match>());
        new Scanner(compiled).Scan(Encoding.ASCII.GetBytes(Text), "src/a.py", matches);
        return [.. matches.Select(match => compiled.Rules[match.Rule].Id)];
    }
}
