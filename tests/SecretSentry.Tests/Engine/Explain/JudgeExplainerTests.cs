using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Explain;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Judging;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;
using SecretSentry.Tests.Engine.Judging;

namespace SecretSentry.Tests.Engine.Explain;

/// <summary>Tests the explanation of a value's level.</summary>
public class JudgeExplainerTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Fact]
    public void Each_listed_change_moves_the_level_and_the_largest_change_comes_first()
    {
        // The score is 300 outside tests and 100 in tests. A short value lowers it by 260. The core gives high, so the context cannot lower
        // it below medium.
        var reasons = new JudgeReasons(MadeJudge.Table(
            [new(Feature.PathTest, 0, 300, 100), new(Feature.ValueLength, 8, -260, 0)],
            [new(Feature.ValueLength, 8, 0, 500)],
            [50, 150, 250],
            [100, 200, 300]));
        var changes = new LevelChanges(reasons);
        var long20 = MadeJudge.Features((Feature.ValueLength, 20));
        reasons.ComputeLevel(long20).Should().Be(3);
        changes.Find(long20, Confidence.High).Should()
            .Equal(new LevelChange("the value had 8 characters", null), new LevelChange("the file were a test", Confidence.Medium));
        changes.Find(long20, Confidence.Medium).Should().Equal(new LevelChange("the value had 8 characters", null));
        var tested = MadeJudge.Features((Feature.ValueLength, 20), (Feature.PathTest, 1));
        reasons.ComputeLevel(tested).Should().Be(2);
        changes.Find(tested, Confidence.High).Should().Equal(
            new LevelChange("the value had 8 characters", null),
            new LevelChange("the file were not a test, document or example", Confidence.High));
        var short3 = MadeJudge.Features((Feature.ValueLength, 3));
        changes.Find(short3, Confidence.High).Should().Equal(new LevelChange("the value had 9 characters", Confidence.High));
    }

    [Fact]
    public void The_explanation_shows_the_calibrated_percentage_or_else_the_score_and_its_thresholds()
    {
        short[] percents = [.. Enumerable.Range(1, JudgeReasons.Percents).Select(percent => (short)(percent * 10))];
        MadeJudge.Stump[] one = [new(Feature.ValueLength, 8, 0, 500)];
        var told = new JudgeReasons(MadeJudge.Table(one, one, [1, 2, 3], [1, 2, 3], percents, [51, 255]));
        (told.GetPercent(9), told.GetPercent(10), told.GetPercent(505), told.GetPercent(5000)).Should().Be((0, 1, 50, 99));
        told.Whole.Base.Should().Be(400 * TreeForest.Unit, "one fifth of the examples went left");
        new JudgeReasons(MadeJudge.Table(one, one, [1, 2, 3], [1, 2, 3])).GetPercent(10).Should().BeNull();
        var lines = new JudgeExplanation(12, null, ValueClass.Secret, Confidence.Low, [new("a", 3), new("b", -4)],
            [new("c", null)])
        { Least = [1, 20, 30] }.EnumerateLines();
        lines.Should().Equal(
            ("score", "12; low begins at 1, medium at 20, high at 30"), ("class", "secret"), ("level", "low"), ("for", "a (+3)"),
            ("against", "b (-4)"), ("otherwise", "below low, not reported if c"));
        new JudgeExplanation(12, 97, ValueClass.Secret, Confidence.High, [], []).EnumerateLines().First().Text.Should()
            .StartWith("97 % of such values are credentials (12");
    }

    [Theory]
    [InlineData("password = \"${DB_PASSWORD}\"", ValueClass.Placeholder)]
    [InlineData("password = \"<your-password>\"", ValueClass.Placeholder)]
    [InlineData("password_label = \"Six letters, no less\"", ValueClass.Other)]
    public void A_value_that_is_not_reported_is_explained_too(string line, ValueClass wanted)
    {
        var traces = new RuleTracer(Rules).Trace(Encoding.UTF8.GetBytes(line), "src/a.py", 1);
        var judgement = traces.Should().ContainSingle().Subject.Judgement!;
        judgement.Level.Should().BeNull();
        judgement.Class.Should().Be(wanted);
        judgement.Reasons.Select(reason => Math.Abs(reason.Added)).Should().HaveCount(5).And.BeInDescendingOrder();
        judgement.Reasons.Should().Contain(reason => reason.Added < 0, "at least one reason lowers the score");
    }

    [Fact]
    public void A_name_without_a_value_is_explained()
    {
        var trace = new RuleTracer(Rules).Trace("x = 1\ntoken = get_token()\n"u8, "src/a.py", 2).Should().ContainSingle().Subject;
        trace.IsMatch.Should().BeFalse();
        trace.Steps.Should().ContainSingle().Which.Detail.Should()
            .StartWith("a name of 5 bytes at line 2, column 1, but no value beside it");
        trace.Judgement.Should().BeNull();
    }

    [Fact]
    public void A_password_hash_is_explained_as_not_reported()
    {
        var hash = "$2b$12$" + Template.Expand("{alnum:53}");
        var judgements = new RuleTracer(Rules).Trace(Encoding.UTF8.GetBytes($"password = \"{hash}\"\n"), "src/a.py", 1)
            .Select(trace => trace.Judgement).OfType<JudgeExplanation>().ToArray();
        judgements.Should().NotBeEmpty().And.OnlyContain(judgement => judgement.Level == null && judgement.Class != ValueClass.Secret);
    }

    [Fact]
    public void A_value_that_is_decided_without_the_judge_is_explained_with_its_reason()
    {
        var content = Encoding.UTF8.GetBytes("spring.datasource.password: changeme\n");
        var matches = new List<Match>();
        new Scanner(Rules).Scan(content, "conf/app.yml", matches);
        var judgement = new RuleTracer(Rules).Explain(content, "conf/app.yml", matches.Should().ContainSingle().Subject)!;
        (judgement.Level, judgement.Class).Should().Be((matches[0].Confidence, ValueClass.Secret));
        judgement.FilterReason.Should().Be(SettledValues.Describe(Settled.CommonPassword));
        var value = Template.Expand("{alnum:160}");
        var text = Encoding.UTF8.GetBytes($"spec:\n  encryptedData:\n    password: {value}\n");
        var traces = new RuleTracer(Rules).Trace(text, "a.yml", 3);
        traces.Should().NotBeEmpty().And.OnlyContain(trace => !trace.IsMatch);
        traces.Select(trace => trace.Judgement!.FilterReason).Should().Contain(SettledValues.Describe(Settled.Sealed));
    }

    [Fact]
    public void The_explained_level_equals_the_reported_level_and_no_value_is_shown()
    {
        var (random, scanner, tracer, seen) = (new Random(11), new Scanner(Rules), new RuleTracer(Rules), 0);
        foreach (var path in (string[])["src/a.py", "tests/a.py", "conf/a.yml"])
        {
            for (var i = 0; i < 25; i++)
            {
                var (value, matches) = (NamedText.Value(random, random.Next(10, 40)), new List<Match>());
                var content = Encoding.UTF8.GetBytes($"user = 'x'\nassert db_password == \"{value}\"\n");
                scanner.Scan(content, path, matches);
                foreach (var match in matches.Where(match => Rules.Rules[match.Rule].IsJudged))
                {
                    var judgement = tracer.Explain(content, path, match)!;
                    judgement.Level.Should().Be(match.Confidence);
                    var start = value[..5];
                    judgement.EnumerateLines().Should().NotContain(line => line.Text.Contains(start, StringComparison.Ordinal));
                    tracer.Trace(content, path, 2).Should()
                        .Contain(trace =>
                        trace.Match == match && trace.Judgement!.EnumerateLines().SequenceEqual(judgement.EnumerateLines()),
                            "the trace and the explanation must be equal");
                    seen++;
                }
            }
        }

        seen.Should().BeGreaterThan(30);
    }

    [Fact]
    public void UTF_16_content_is_explained_like_UTF_8_content()
    {
        var text = $"password = \"{Template.Expand("{lower:4}{digit:4}{upper:6}")}\"\n";
        byte[] wide = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)];
        var (scanner, tracer, lines) = (new Scanner(Rules), new RuleTracer(Rules), new List<string>());
        foreach (var content in (byte[][])[wide, Encoding.UTF8.GetBytes(text)])
        {
            var matches = new List<Match>();
            scanner.Scan(content, "src/a.py", matches);
            lines.Add(string.Join('\n', tracer.Explain(content, "src/a.py", matches.Should().ContainSingle().Subject)!.EnumerateLines()));
        }

        lines[0].Should().Be(lines[1]);
    }
}
