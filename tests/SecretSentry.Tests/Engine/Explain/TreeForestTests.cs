using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Explain;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;
using SecretSentry.Patterns;
using SecretSentry.Tests.Engine.Judging;

namespace SecretSentry.Tests.Engine.Explain;

/// <summary>Tests how much each feature adds to a score.</summary>
public class TreeForestTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_base_and_the_contributions_of_the_features_add_up_to_the_score(bool isWeighed)
    {
        var (random, reasons, model) = (new Random(5), new JudgeReasons(Rules.JudgeBytes), Rules.Judge!);
        if (isWeighed)
        {
            foreach (var forest in (TreeForest[])[reasons.Whole, reasons.Core])
            {
                var shares = new byte[forest.Nodes];
                random.NextBytes(shares);
                forest.Weigh(shares);
            }
        }

        var seen = new HashSet<int>();
        for (var i = 0; i < 400; i++)
        {
            foreach (var features in FeaturesIn(NamedText.Make(random, 30), model.Words))
            {
                var (whole, core, byWhole, byCore) = reasons.Ask(features);
                (byWhole, byCore).Should().Be(model.GetLevels(features), "both readers of the table must agree");
                reasons.ComputeLevel(features).Should().Be(model.GetConfidence(features) is { } level ? (int)level + 1 : 0);
                (reasons.Whole.Base + reasons.Whole.ComputeContributions(features).Sum()).Should().Be((long)whole * TreeForest.Unit);
                (reasons.Core.Base + reasons.Core.ComputeContributions(features).Sum()).Should().Be((long)core * TreeForest.Unit);
                seen.Add(whole);
            }
        }

        seen.Should().HaveCountGreaterThan(500, "the values must differ");
    }

    [Fact]
    public void A_feature_adds_the_difference_between_its_side_and_the_mean()
    {
        var forest = MadeJudge.Forest(new(Feature.NamePassword, 0, -100, 300), new(Feature.ValueLength, 8, -40, 40));
        var features = MadeJudge.Features((Feature.NamePassword, 1), (Feature.ValueLength, 5));
        var alike = MadeJudge.Read(forest, []);
        alike.Sum(features).Should().Be(260);
        alike.Base.Should().Be(100 * TreeForest.Unit);
        alike.ComputeContributions(features)[(int)Feature.NamePassword].Should().Be(200 * TreeForest.Unit);
        alike.ComputeContributions(features)[(int)Feature.ValueLength].Should().Be(-40 * TreeForest.Unit);

        // When three of five examples have a password name, such a name adds less.
        var weighed = MadeJudge.Read(forest, [102, 255]);
        weighed.Base.Should().Be(100 * TreeForest.Unit, "140 and -40");
        weighed.ComputeContributions(features)[(int)Feature.NamePassword].Should().Be(160 * TreeForest.Unit);
        weighed.ComputeContributions(features)[(int)Feature.ValueLength].Should().Be(0, "all examples went this way, so it adds nothing");
        weighed.ComputeContributions(features).Count(added => added != 0).Should().Be(1);
    }

    [Fact]
    public void Examples_are_counted_at_the_nodes_that_they_pass()
    {
        var forest = MadeJudge.Read(MadeJudge.Forest(new(Feature.NamePassword, 0, -100, 300), new(Feature.ValueLength, 8, -40, 40)), []);
        var (all, left) = (new double[2], new double[2]);
        forest.Count(MadeJudge.Features((Feature.NamePassword, 1), (Feature.ValueLength, 5)), 1, all, left);
        forest.Count(MadeJudge.Features((Feature.NamePassword, 1), (Feature.ValueLength, 9)), 0.5, all, left);
        all.Should().Equal(1.5, 1.5);
        left.Should().Equal(0, 1);
        forest.GetThresholds(Feature.ValueLength).Should().Equal(8);
    }

    private static IEnumerable<int[]> FeaturesIn(byte[] text, WordModel words)
    {
        var (found, facts) = (new List<NamedValue>(), PathFacts.Create("src/a.yml"));
        AnchorFinder.Extract(text, facts, found);
        foreach (var candidate in found)
        {
            var features = new int[(int)Feature.Count];
            CandidateFeatures.Write(text, candidate, facts, words, features);
            yield return features;
        }
    }
}
