using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Explain;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

/// <summary>Compares what explain says with what the scanner does.</summary>
public class RuleTracerTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Fact]
    public void Every_reported_match_has_a_trace_and_every_trace_with_a_match_is_reported()
    {
        var (scanner, tracer) = (new Scanner(Rules), new RuleTracer(Rules));
        foreach (var (rule, example) in Rules.Rules.Where((_, i) => i % 7 == 0)
            .SelectMany(rule => rule.Examples.Concat(rule.CounterExamples).Select(example => (rule, example))))
        {
            var text = Template.Expand(example, 1);
            var path = rule.Tags.FirstOrDefault(tag => tag.StartsWith("path:", StringComparison.Ordinal))?[5..] ?? "";
            var (content, matches) = (Encoding.UTF8.GetBytes(text), new List<Match>());
            scanner.Scan(content, path, matches);
            var traces = Enumerable.Range(1, text.Count(c => c == '\n') + 1).SelectMany(line => tracer.Trace(content, path, line))
                .ToArray();
            foreach (var match in matches.Where(match => Rules.Rules[match.Rule].Regex.Length > 0))
            {
                traces.Should().Contain(trace => trace.IsMatch && trace.Match == match, "{0} is reported by {1}", example,
                    Rules.Rules[match.Rule].Id);
            }

            foreach (var trace in traces.Where(trace => trace.IsMatch))
            {
                matches.Should().Contain(match => match.SecretStart < trace.Match.SecretEnd && trace.Match.SecretStart < match.SecretEnd,
                    "{0}: {1} matches, so this match or an overlapping one is reported", example, trace.Rule.Id);
            }
        }
    }

    [Fact]
    public void A_named_value_has_one_trace_with_its_position_and_level_and_without_its_bytes()
    {
        var secret = Template.Expand("{lower:4}{digit:2}{upper:4}{digit:2}{lower:4}{digit:2}");
        var content = Encoding.UTF8.GetBytes($"[db]\n  password = \"{secret}\"\nport = 1\n");
        var tracer = new RuleTracer(Rules);
        var trace = tracer.Trace(content, "src/db.py", 2).Should().ContainSingle().Subject;
        trace.Rule.Id.Should().Be("generic-password");
        trace.Literal.Should().Be("pass");
        trace.Match.SecretStart.Should().Be(19);
        trace.Match.SecretLength.Should().Be(secret.Length);
        trace.IsMatch.Should().BeTrue();
        trace.Steps.Select(step => step.Name).Should().Equal("kind of content", "candidate", "judge");
        trace.Steps[1].Detail.Should()
            .Be("name of 8 bytes at line 2, column 3; value of 18 bytes at line 2, column 15; joined by an equals sign");
        trace.Steps[2].Detail.Should().EndWith($"its level is {trace.Match.Confidence.ToString().ToLowerInvariant()}");
        trace.Steps.Should().NotContain(step => step.Detail.Contains(secret, StringComparison.Ordinal));
        tracer.Trace(content, "src/db.py", 3).Should().BeEmpty();
    }

    [Fact]
    public void The_trace_says_that_values_below_low_and_in_binary_content_are_not_reported()
    {
        var low = new RuleTracer(Rules).Trace("password = \"${DB_PASSWORD}\"\n"u8, "src/db.py", 1);
        low.Should().NotBeEmpty().And.OnlyContain(trace => !trace.IsMatch);
        low.Select(trace => trace.Steps[^1]).Should().OnlyContain(step => step.Name == "judge" && !step.Passed);
        var words = new RuleTracer(Rules).Trace("password_label = \"Six letters, no less\"\n"u8, "src/db.py", 1);
        words.Select(trace => trace.Steps[^1]).Should()
            .OnlyContain(step => step.Name == "judge" && step.Detail.EndsWith("below low", StringComparison.Ordinal));
        var binary = new RuleTracer(Rules)
            .Trace(Encoding.ASCII.GetBytes($"\0\u0001\0\u0002password = \"{Template.Expand("{alnum:20}")}\"\n"), "a.bin", 1);
        binary.Should().NotBeEmpty().And.OnlyContain(trace => !trace.IsMatch && trace.Steps.Count == 1 && trace.Steps[0]
            .Name == "kind of content");
    }

    [Theory]
    [InlineData("acme_aaaaaaaa", "entropy")]
    [InlineData("acme_abcdefgh stop", "allow-list")]
    [InlineData("acme_kqzvjwpt", null)]
    public void The_trace_names_the_failed_check_and_shows_no_secret(string text, string? check)
    {
        var rules =
            RuleSet.Compile([new Rule { Id = "acme", Regex = "acme_([a-z]{8})", Entropy = 2,
            Allowlists = [new Allowlist { Description = "samples", Regexes = ["stop"], Target = AllowlistTarget.Line }] }]);
        var trace = new RuleTracer(rules).Trace(Encoding.UTF8.GetBytes("\n" + text + "\n"), "a.txt", 2).Single();
        trace.Literal.Should().Be("acme_");
        trace.IsMatch.Should().Be(check is null);
        trace.Steps.Where(step => !step.Passed).Select(step => step.Name).Should().Equal(check is null ? [] : [check]);
        var secret = text.Substring(5, 8);
        trace.Steps.Should().NotContain(step => step.Detail.Contains(secret, StringComparison.Ordinal));
    }
}
