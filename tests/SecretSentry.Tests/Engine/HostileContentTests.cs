using System.Diagnostics;
using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// Scans content that is made to be as expensive as possible. The tests count steps instead of seconds, so the result is the same on every
/// machine.
/// </summary>
public class HostileContentTests
{
    /// <summary>Longer than the longest match. Within a match the cost may grow faster than linearly.</summary>
    private const int Length = 20 * 1024;

    /// <summary>
    /// The current worst cases are "curl" with half an argument, repeated (4,700), and vendors' names with half a key (2,900). Ordinary
    /// text takes less than one step a byte.
    /// </summary>
    private const long MostStepsPerByte = 6000;

    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is not null;
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Fact]
    public void The_cost_of_every_built_in_rule_is_bounded_and_linear_in_the_length()
    {
        var scanner = new Scanner(Rules);
        foreach (var (_, rule) in RuleReader.ReadFolder(TestPaths.Patterns))
        {
            foreach (var text in Against(rule))
            {
                var (steps, twice) = (StepsOf(scanner, text, Length), StepsOf(scanner, text, 2 * Length));
                twice.Should().BeLessThan((3 * steps) + (100 * Length), "rule '{0}' on '{1}'", rule.Id, text[..Math.Min(60, text.Length)]);
                (twice / (2 * Length)).Should().BeLessThan(MostStepsPerByte, "rule '{0}' on '{1}'", rule.Id,
                    text[..Math.Min(60, text.Length)]);
                scanner.Problems.Should().BeEmpty();
            }
        }
    }

    [Theory]
    [InlineData("(?:a*)*b")]
    [InlineData("(a|aa)+b")]
    [InlineData("(?:a?){50}a{50}b")]
    [InlineData("(.*,){11}P")]
    [InlineData("(x+x+)+y")]
    public void A_user_rule_with_excessive_backtracking_ends_in_bounded_time(string regex)
    {
        var rules = RuleSet.Compile([new Rule { Id = "hostile", Regex = regex }]);
        var scanner = new Scanner(rules);
        var watch = Stopwatch.StartNew();
        foreach (var letter in "ax,")
        {
            scanner.Scan(Encoding.ASCII.GetBytes(new string(letter, 100_000)), "", new List<Match>());
        }

        // This limit is generous. The budget of steps is about one second for each content. Without the budget these scans would run for
        // years.
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_rule_that_was_stopped_is_reported_with_its_id()
    {
        var scanner = new Scanner(RuleSet.Compile([new Rule { Id = "hostile", Regex = "(?:[a-z]{0,200}[a-y]{0,200}){0,50}[0-9]" }]));
        scanner.Scan(Encoding.ASCII.GetBytes(new string('a', 300_000)), "", new List<Match>());
        scanner.Problems.Should().ContainSingle().Which.Should().Contain("'hostile'").And.Contain("step limit");
    }

    /// <summary>Returns the rule's examples without their ends, with long runs, and with long gaps.</summary>
    private static IEnumerable<string> Against(Rule rule)
    {
        foreach (var example in rule.Examples.Take(IsDeep ? 100 : 1).Select(example => Template.Expand(example)))
        {
            yield return example[..^Math.Min(1, example.Length)];
            yield return example[..(example.Length / 2)];
            yield return example[..(example.Length / 2)] + new string('a', 300);
            yield return example[..(example.Length / 2)] + string.Concat(Enumerable.Repeat("= ", 40));
            yield return string.Concat(example.Where(c => !char.IsAsciiDigit(c))) + " ";
        }
    }

    private static long StepsOf(Scanner scanner, string text, int length)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, (length / Math.Max(1, text.Length)) + 1)));
        scanner.Scan(bytes.AsSpan(0, Math.Min(length, bytes.Length)), "settings.env", new List<Match>());
        return scanner.Steps;
    }
}
