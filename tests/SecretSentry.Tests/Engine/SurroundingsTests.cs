using System.Text;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Literals;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;
using SecretSentry.Engine.Verify;

namespace SecretSentry.Tests.Engine;

public class SurroundingsTests
{
    [Theory]
    [InlineData("x?abc[0-9]{2}", "xabc12", "abc", true)]
    [InlineData("x?abc[0-9]{2}", "xabc1_", "abc", false)]
    [InlineData("(?:aa|b){1,3}[=:]key", "aab:key", "key", true)]
    [InlineData("(?:aa|b){1,3}[=:]key", "aab;key", "key", false)]
    [InlineData("[a-z]{0,9}(?:one-(?:key|word)|two)!", "my-one-key!", "key", true)]
    [InlineData("[a-z]{0,9}(?:one-(?:key|word)|two)!", "my-on_-key!", "key", false)]
    [InlineData("[a-z]{0,9}(?:one-(?:key|word)|two)!", "my-one-key?", "key", false)]
    [InlineData("[0-9]{0,3}(?:pass[ ;]){2,4}end", "1pass pass;end", "pass", true)]
    [InlineData("[0-9]{0,3}(?:pass[ ;]){2,4}end", "1pass end", "pass", false)]
    [InlineData("(?:^|[^A-Za-z])sig(?:[^a-z]|$)", "sig", "sig", true)]
    [InlineData("(?:^|[^A-Za-z])sig(?:[^a-z]|$)", "_sig=", "sig", true)]
    [InlineData("(?:^|[^A-Za-z])sig(?:[^a-z]|$)", "assig", "sig", false)]
    [InlineData("(?:^|[^A-Za-z])sig(?:[^a-z]|$)", "_signature", "sig", false)]
    public void The_text_around_a_literal_decides_whether_a_match_may_contain_it(string regex, string text, string literal, bool mayMatch)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(literal));
        ContextDfa.Create(PlaceOf(regex, literal)).MayMatch(bytes, at).Should().Be(mayMatch);
    }

    [Fact]
    public void A_rule_whose_literal_follows_a_run_has_a_context_DFA()
    {
        var rules = RuleSet.Compile([new Rule { Id = "r", Regex = "[^a-z]{1,50}key" }]);
        var entry = rules.GetLiterals(LookupKind.Long).Entries.Should().ContainSingle().Subject;
        var around = rules.GetCompiled(0).ContextDfas[entry.Around].Value;
        around.MayMatch("ab==key"u8, 4).Should().BeTrue();
        around.MayMatch("monkey"u8, 3).Should().BeFalse();
        around.MayMatch("key"u8, 0).Should().BeFalse();
    }

    [Theory]
    [InlineData(@"(?:\.(?:(?i:kdbx?|ppk)|netrc)|_netrc|\b(?:id_(?:rsa|dsa)|etc/g?shadow-?))$", true)]
    [InlineData(@"(?:^|/)\.env(?:\.[a-z]{1,9})?$", true)]
    [InlineData(@"\.env|\.pem$", false)]
    [InlineData(@"^a.{0,600}b$", false)]
    public void A_rule_for_paths_has_a_context_DFA_if_its_condition_fixes_the_end_of_the_path(string condition, bool hasContextDfa)
    {
        var rules = RuleSet.Compile([new Rule { Id = "r", Path = condition }]);
        var around = rules.GetCompiled(0).ContextDfas;
        around.Should().HaveCount(hasContextDfa ? 1 : 0);
        var (random, matcher, verifier) = (new Random(12), new ByteMatcher(rules.Pool), new MatchVerifier(rules, new(rules.Pool)));
        string[] parts = [".kdb", "x", ".PPK", "netrc", ".netrc", "_netrc", "id_rsa", "/", "etc/", "shadow", "-", ".env", ".local", ".pem",
            "a", "b",
            "\n"];
        var (met, ruledOut) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var path = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => parts[random.Next(parts.Length)]));
            var bytes = Encoding.UTF8.GetBytes(path);
            var meets = matcher.Search(rules.Filters[condition], bytes, 0, MatchLimits.MaxMatchLength, out _) >= 0;
            verifier.IsApplicable(0, [], path).Should().Be(meets, "{0}", path);
            met += meets ? 1 : 0;
            ruledOut += hasContextDfa && !around[0].Value.MayMatch(bytes, bytes.Length) ? 1 : 0;
        }

        met.Should().BeGreaterThan(20);
        (ruledOut > 5000).Should().Be(hasContextDfa);
    }

    /// <summary>
    /// Returns the position of the first item that begins with the literal's first byte and is followed by the rest of the literal. It
    /// searches in the order of the extractor.
    /// </summary>
    private static RegexPosition PlaceOf(string regex, string literal)
    {
        var entries = new LiteralExtractor(new RateMemo()).Extract(RegexParser.Parse(regex).Node).Literals;
        return entries.Select(one => one.Position!).Concat(Inner(RegexParser.Parse(regex).Node, null))
            .First(place => Begins(place, literal));
    }

    private static bool Begins(RegexPosition place, string literal) =>
        literal.Select((c, i) => (c, i)).All(pair => place.Index + pair.i < place.Items.Count
            && place.Items[place.Index + pair.i] is SetNode set && set.Set.Contains((byte)pair.c));

    private static IEnumerable<RegexPosition> Inner(RegexNode node, RegexPosition? outer)
    {
        IReadOnlyList<RegexNode> items = node is ConcatNode concat ? concat.Items : [node];
        for (var i = 0; i < items.Count; i++)
        {
            var place = new RegexPosition(outer, items, i);
            yield return place;
            var deeper = items[i] switch
            {
                AlternateNode alternate => alternate.Branches,
                RepeatNode repeat => [repeat.Item],
                GroupNode group => [group.Item],
                _ => Array.Empty<RegexNode>(),
            };
            foreach (var inner in deeper.SelectMany(one => Inner(one, place)))
            {
                yield return inner;
            }
        }
    }
}
