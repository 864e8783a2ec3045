using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Tests.Engine;

public class LookaheadTests
{

    [Fact]
    public void An_offset_at_which_the_program_matches_is_never_ruled_out()
    {
        var random = new Random(11);
        foreach (var (_, rule) in Fuzz.Sources.Where(source => source.Rule.Regex.Length > 0))
        {
            var (node, groups) = RegexParser.Parse(rule.Regex);
            if (PrefilterDfa.Build(node, Math.Min(RegexLength.Compute(node).Max, MatchLimits.MaxMatchLength)) is not { } lookahead)
            {
                continue;
            }

            var pool = new ProgramPool();
            var program = ProgramCompiler.Compile(node, groups, pool);
            var matcher = new ByteMatcher(pool);
            for (var round = 0; round < 20; round++)
            {
                var buffer = Fuzz.Buffer(random, [("", rule)]);
                for (var at = 0; at < buffer.Length; at++)
                {
                    if (matcher.MatchFrom(program, program.Start, buffer, at, buffer.Length) >= 0)
                    {
                        lookahead.MayMatch(buffer, at).Should().BeTrue("rule '{0}' at {1} of {2}", rule.Id, at,
                            Convert.ToHexString(buffer));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("key[a-z]{0,20}=[0-9]{30}", "keyword and some prose that goes on")]
    [InlineData("(?:a[0-9]{1,3}){4}x", "a1a2a3b")]
    [InlineData("token[ ]{0,4}[:=]", "token (something else)")]
    [InlineData("sig(?:[^a-z]|$)", "signature")]
    [InlineData("key=[0-9]{2,3}$", "key=123;")]
    public void Text_that_cannot_match_is_ruled_out(string regex, string text) =>
        PrefilterDfa.Build(RegexParser.Parse(regex).Node, 100)!.MayMatch(System.Text.Encoding.ASCII.GetBytes(text), 0).Should().BeFalse();

    [Theory]
    [InlineData("sig(?:[^a-z]|$)", "sig", true)]
    [InlineData("sig(?:[^a-z]|$)", "sig.", true)]
    [InlineData("key=[0-9]{2,3}$", "key=12", true)]
    [InlineData("key=[0-9]{2,3}$", "key=1", false)]
    [InlineData("key=[0-9]{2,3}", "key=1", false)]
    public void The_end_of_the_text_is_taken_into_account(string regex, string text, bool mayMatch) =>
        PrefilterDfa.Build(RegexParser.Parse(regex).Node, 8)!.MayMatch(System.Text.Encoding.ASCII.GetBytes(text), 0).Should().Be(mayMatch);

    [Fact]
    public void A_match_longer_than_the_lookahead_is_left_to_the_program()
    {
        var lookahead = PrefilterDfa.Build(RegexParser.Parse("begin[a-z]{2000}end").Node, 2008)!;
        lookahead.MayMatch(System.Text.Encoding.ASCII.GetBytes("begin" + new string('x', 2000) + "end"), 0).Should().BeTrue();
        lookahead.MayMatch(System.Text.Encoding.ASCII.GetBytes("begin" + new string('x', 100)), 0).Should().BeFalse();
    }

    [Fact]
    public void A_regex_that_matches_the_empty_text_has_no_lookahead() =>
        PrefilterDfa.Build(RegexParser.Parse("(?:abc)*").Node, 100).Should().BeNull();
}
