using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>
/// The features that are written first are the ones that the first forest was trained on. What this forest drops does not depend on the
/// context.
/// </summary>
public class FirstFeaturesTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Fact]
    public void The_first_step_writes_only_the_first_features_and_their_final_values()
    {
        var (random, seen) = (new Random(31), new HashSet<Feature>());
        for (var i = 0; i < 300; i++)
        {
            var (text, found) = (NamedText.Make(random, 20), new List<NamedValue>());
            AnchorFinder.Extract(text, PathFacts.Create("a.py"), found);
            foreach (var value in found)
            {
                var (first, all) = (new int[(int)Feature.Count], new int[(int)Feature.Count]);
                CandidateFeatures.WriteFirst(text, value, Rules.Judge!.Words, first);
                CandidateFeatures.Write(text, value, PathFacts.Create("a.py"), Rules.Judge.Words, all);
                foreach (var feature in Enum.GetValues<Feature>().Where(feature => feature < Feature.Count))
                {
                    first[(int)feature].Should().Be(FirstFeatures.All.Contains(feature) ? all[(int)feature] : 0, "{0}", feature);
                    _ = first[(int)feature] != 0 && seen.Add(feature);
                }
            }
        }

        seen.Count.Should().BeGreaterThan(FirstFeatures.All.Count * 3 / 4, "nearly all of them must have been nonzero at least once");
    }

    [Fact]
    public void All_first_features_are_features_of_the_core() =>
        FirstFeatures.All.Should().OnlyHaveUniqueItems()
            .And.OnlyContain(feature => feature < Feature.LineIndent && feature != Feature.IsInComment);

    [Fact]
    public void The_first_forest_lets_some_values_pass_and_drops_others()
    {
        var (random, passed, dropped) = (new Random(32), 0, 0);
        for (var i = 0; i < 200; i++)
        {
            var (text, found) = (NamedText.Make(random, 20), new List<NamedValue>());
            AnchorFinder.Extract(text, PathFacts.Create("a.py"), found);
            foreach (var value in found)
            {
                var features = new int[(int)Feature.Count];
                CandidateFeatures.Write(text, value, PathFacts.Create("a.py"), Rules.Judge!.Words, features);
                var passes = Rules.Judge.MayBeCredential(features);
                (passed, dropped) = (passed + (passes ? 1 : 0), dropped + (passes ? 0 : 1));
                (passes ? Rules.Judge.GetConfidenceAfterFirst(features) : null).Should().Be(Rules.Judge.GetConfidence(features));
            }
        }

        passed.Should().BeGreaterThan(500);
        dropped.Should().BeGreaterThan(100);
    }
}
