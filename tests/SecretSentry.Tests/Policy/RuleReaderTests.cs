using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Policy;

public class RuleReaderTests
{
    [Fact]
    public void The_built_in_rules_pass_their_own_check()
    {
        RuleCheck.Run(RuleReader.ReadFolder(TestPaths.Patterns), BuiltInRules.Load()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("[[rules]]\nid='a'\nregx='b'", "f.toml:3: unknown key in rule 'a'; did you mean 'regex'?")]
    [InlineData("[[rules]]\nid='a'\nregex=5", "f.toml:3: 'regex' must be a string")]
    [InlineData("[[rules]]\nid='a'\nregex='abcd'\nseverity='huge'",
        "f.toml:4: 'severity' is 'huge'; valid values are low, medium, high, critical")]
    [InlineData("[[rules]]\nregex='abcd'", "f.toml:1: a rule without 'id'*")]
    [InlineData("[[rules]]\nid='a'", "f.toml:1: rule 'a' has neither 'regex' nor 'path'")]
    [InlineData("[[rules]]\nid='a'\nregex='abcd'\n[[rules]]\nid='a'\nregex='abcd'", "f.toml: rule 'a' appears twice*")]
    [InlineData("[[rules]]\nid='a'\naliases='b'\nregex='abcd'", "f.toml:3: 'aliases' must be an array of strings")]
    [InlineData("[[rules]]\nid='a'\nregex='abcd'\n[[rules]]\nid='b'\naliases=['a']\nregex='abcd'",
        "f.toml: rule 'a' appears twice; ids must be unique, including aliases")]
    [InlineData("[[rules]]\nid='a'\naliases=['b', 'b']\nregex='abcd'", "f.toml: rule 'b' appears twice*")]
    [InlineData("[[rules\n", "f.toml:*not valid TOML*")]
    public void A_mistake_is_reported_with_file_line_and_valid_values(string toml, string message)
    {
        var read = () => RuleReader.Read(toml, "f.toml");
        read.Should().Throw<RuleFileException>().WithMessage(message);
    }

    [Fact]
    public void A_gitleaks_rule_is_read_with_its_meaning()
    {
        var rule = RuleReader.Read(
            """
            title = "x"
            [extend]
            useDefault = true
            [[rules]]
            id = "acme"
            description = "ACME"
            regex = '''acme_([a-z]{8})'''
            secretGroup = 1
            entropy = 2
            keywords = ["ACME_"]
            [rules.allowlist]
            regexTarget = "line"
            regexes = ['''test''']
            [[rules.allowlists]]
            condition = "AND"
            paths = ['''docs/''']
            stopwords = ["sample"]
            [allowlist]
            paths = ['''vendor/''']
            """,
            "f.toml").Should().ContainSingle().Subject;
        rule.Keywords.Should().Equal("acme_");
        rule.Allowlists.Should().HaveCount(3);
        rule.Allowlists.Should().Contain(list => list.MatchesAll && list.StopWords.Contains("sample"));
        rule.Allowlists.Should().Contain(list => list.Target == AllowlistTarget.Line);
    }

    [Fact]
    public void A_rule_that_fails_its_own_example_or_has_no_literal_is_reported()
    {
        var rule = new Rule
        {
            Id = "bad",
            Regex = "[a-z]{10}",
            Description = "d",
            Rotate = "r",
            Reference = "https://x",
            Examples = ["{digit:10}"],
            CounterExamples = ["{lower:10}"],
        };
        var problems = RuleCheck.Run([("f.toml", rule)], BuiltInRules.Load());
        problems.Should().Contain(p => p.Contains("has no literal")).And.Contain(p => p.Contains("does not report its example"))
            .And.Contain(p => p.Contains("reports its counter-example"));
    }

    [Fact]
    public void A_template_always_expands_to_the_same_text()
    {
        Template.Expand("a{alnum:4}b").Should().Be(Template.Expand("a{alnum:4}b")).And.MatchRegex("^a[0-9A-Za-z]{4}b$");
        Template.Expand("{{x}}").Should().Be("{x}");
        var unknown = () => Template.Expand("{nope:3}");
        unknown.Should().Throw<FormatException>().WithMessage("*'{nope:3}'*");
    }

    [Fact]
    public void A_template_whose_range_goes_down_is_refused()
    {
        var expand = () => Template.Expand("{alnum:40-7}");
        expand.Should().Throw<FormatException>().WithMessage("'40-7' is not a valid count*");
    }

    [Theory]
    [InlineData("a = \"\\U00110000\"")]
    [InlineData("a = \"\\U0000D800\"")]
    [InlineData("\"\\UFFFFFFFF\" = 1")]
    public void An_escape_that_names_no_character_is_a_mistake_of_the_file(string toml)
    {
        var read = () => TomlParser.Parse(toml, "f.toml");
        read.Should().Throw<RuleFileException>().WithMessage("f.toml*not valid TOML*");
    }
}
