using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Tests.Engine;

/// <summary>Tests which matches of a rule its allow-list accepts.</summary>
public class AllowlistTests
{
    private static readonly Allowlist Both = new() { MatchesAll = true, Paths = ["^lib/"], StopWords = ["zebra"] };

    [Theory]
    [InlineData("lib/a.txt", "acme_abcdzebra", false)]
    [InlineData("lib/a.txt", "acme_abcdhorse", true)]
    [InlineData("src/a.txt", "acme_abcdzebra", true)]
    [InlineData("src/a.txt", "acme_abcdhorse", true)]
    public void A_list_with_MatchesAll_accepts_only_matches_that_meet_all_conditions(string path, string text, bool isReported)
    {
        IsReported(Both, path, text).Should().Be(isReported);
        IsReported(Both with { MatchesAll = false }, path, text).Should().Be(path == "src/a.txt" && text == "acme_abcdhorse");
    }

    [Fact]
    public void A_condition_on_commits_is_not_met_by_a_match_without_a_commit()
    {
        IsReported(Both with { Commits = [new('1', 40)] }, "lib/a.txt", "acme_abcdzebra").Should().BeTrue();
        IsReported(new() { Commits = [new('1', 40)] }, "lib/a.txt", "acme_abcdzebra").Should().BeTrue();
        IsReported(new() { MatchesAll = true }, "lib/a.txt", "acme_abcdzebra").Should().BeTrue("a list without conditions accepts nothing");
    }

    [Theory]
    [InlineData("x = acme_abcdhorse # fixture", false)]
    [InlineData("fixture = acme_abcdhorse", false)]
    [InlineData("# fixture\nx = acme_abcdhorse", true)]
    [InlineData("# fixture\r\nx = acme_abcdhorse", true)]
    [InlineData("x = acme_abcdhorse\n# fixture", true)]
    [InlineData("x = acme_abcdhorse\r\n# fixture", true)]
    [InlineData("# fixture\n\nx = acme_abcdhorse", true)]
    public void A_list_with_the_target_line_checks_only_the_line_of_the_match(string text, bool isReported)
    {
        IsReported(new() { Target = AllowlistTarget.Line, Regexes = ["fixture"] }, "a.txt", text).Should().Be(isReported);
        IsReported(new() { Target = AllowlistTarget.Match, Regexes = ["fixture"] }, "a.txt", text).Should().BeTrue();
        IsReported(new() { Regexes = ["fixture"] }, "a.txt", text).Should().BeTrue();
    }

    [Theory]
    [InlineData(AllowlistTarget.Secret, "^abcdhorse$")]
    [InlineData(AllowlistTarget.Match, "^acme_abcdhorse$")]
    [InlineData(AllowlistTarget.Line, "^x = acme_abcdhorse;$")]
    public void A_list_checks_only_the_text_of_its_target(AllowlistTarget target, string regex)
    {
        foreach (var other in Enum.GetValues<AllowlistTarget>())
        {
            IsReported(new() { Target = other, Regexes = [regex] }, "a.txt", "one\nx = acme_abcdhorse;\ntwo").Should().Be(other != target);
        }
    }

    private static bool IsReported(Allowlist list, string path, string text)
    {
        var rules = RuleSet.Compile([new() { Id = "acme", Regex = "acme_([a-z]{9})", Allowlists = [list] }]);
        var matches = new List<Match>();
        new Scanner(rules).Scan(Encoding.ASCII.GetBytes(text), path, matches);
        return matches.Count > 0;
    }
}
