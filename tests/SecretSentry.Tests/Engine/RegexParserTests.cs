using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Tests.Engine;

public class RegexParserTests
{
    [Theory]
    [InlineData("(?=a)b", "look-around")]
    [InlineData("(?<!a)b", "look-around")]
    [InlineData(@"(a)\1", "back-references")]
    [InlineData("a++", "possessive")]
    [InlineData("[a", "class without ']'")]
    [InlineData("(a", "group without ')'")]
    [InlineData("a)", "unmatched ')'")]
    [InlineData("a{3,2}", "bad repeat")]
    [InlineData("*a", "nothing to repeat")]
    [InlineData("[z-a]", "is in the wrong order")]
    [InlineData("[[:]", "unknown class")]
    [InlineData("a[?[:]{2}", "unknown class")]
    [InlineData(@"a\", "cannot end with")]
    public void Syntax_that_RE2_does_not_support_is_refused_with_a_message(string regex, string words)
    {
        var compile = () => RuleSet.Compile([new Rule { Id = "r", Regex = regex }]);
        compile.Should().Throw<FormatException>().WithMessage($"rule 'r': *{words}*");
    }

    [Theory]
    [InlineData(@"key=(\w{4})", "key=ab_9é", "ab_9")]
    [InlineData(@"(?i)KEY-([a-f]{3})", "key-ABC", "ABC")]
    [InlineData(@"tok(?-i:A)([[:digit:]]{2,})$", "tokA123", "123")]
    [InlineData(@"tok\Q.*\E(x+)", "tok.*xx", "xx")]
    [InlineData(@"(?P<name>sec\x41[^\n]{2})", "secA!?", "secA!?")]
    [InlineData(@"\bword([.])\B", "a word. ", ".")]
    [InlineData("(?s)abc(.)d", "abc\nd", "\n")]
    [InlineData("(?U)abcd(x{1,3})", "abcdxxx", "x")]
    [InlineData("日本語([0-9])", "日本語7", "7")]
    public void RE2_syntax_has_the_meaning_that_RE2_gives_it(string regex, string text, string secret)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var matches = new List<Match>();
        new Scanner(RuleSet.Compile([new Rule { Id = "r", Regex = regex }])).Scan(content, "", matches);
        var match = matches.Should().ContainSingle().Subject;
        Encoding.UTF8.GetString(content, match.SecretStart, match.SecretLength).Should().Be(secret);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_does_not_exhaust_the_stack()
    {
        var compile = () => RuleSet.Compile([new Rule { Id = "r", Regex = new string('(', 100_000) }]);
        compile.Should().Throw<FormatException>().WithMessage("*nested deeper*");
    }
}
