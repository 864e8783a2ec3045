using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Judging;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Explain;

/// <summary>
/// Explains what the judge decided about a named value and why. Meant for one location at a time, because it reads the judge's table anew.
/// </summary>
internal sealed class JudgeExplainer
{
    private const int Reasons = 5;

    private readonly JudgeReasons _judge;
    private readonly LevelChanges _changes;
    private readonly WordModel _words;

    public JudgeExplainer(RuleSet rules)
    {
        (_judge, _words) = (new(rules.JudgeBytes), rules.Judge!.Words);
        _changes = new(_judge);
    }

    /// <summary>
    /// Returns the confidence for the number of a level: 0 for below low, 1 to 3 for low to high. Returns null for below low.
    /// </summary>
    public static Confidence? ToConfidence(int level) => level > 0 ? (Confidence)(level - 1) : null;

    /// <summary>Returns the explanation of a value.</summary>
    /// <param name="content">The content that contains the value.</param>
    /// <param name="path">Path of the content.</param>
    /// <param name="judged">The value and the level that the scan gives it.</param>
    /// <param name="most">Confidence of the rule. No higher one is reported.</param>
    public JudgeExplanation Explain(ReadOnlySpan<byte> content, string path, in JudgedValue judged, Confidence most)
    {
        var features = new int[(int)Feature.Count];
        var facts = PathFacts.Create(path);
        CandidateFeatures.Write(content, judged.Value, facts, _words, features);
        if (judged.Level is { } given && SettledValues.ClassifyCredential(content, judged.Value, facts) is not Settled.No and var settled)
        {
            return new(0, null, ValueClass.Secret, given < most ? given : most, [], []) { FilterReason = SettledValues.Describe(settled) };
        }

        var level = Math.Min(_judge.ComputeLevel(features), (int)most + 1);
        var filterReason = level > 0 && judged.Level is null ? GetFilterReason(content, judged, features) : "";
        if (filterReason.Length > 0)
        {
            return new(0, null, Classify(features, 0), null, [], []) { FilterReason = filterReason };
        }

        var (whole, core, byWhole, byCore) = _judge.Ask(features);
        return new(whole, _judge.GetPercent(whole), Classify(features, level), ToConfidence(level), GetReasons(features),
            _changes.Find(features, most))
        {
            Least = _judge.Least,
            IsHeldByCore = byCore - 1 > byWhole,
            IsVector = byWhole > TestVectors.GetMaxLevel(features),
        };
    }

    /// <summary>Returns why a value that passes the forests is not reported.</summary>
    private static string GetFilterReason(ReadOnlySpan<byte> content, in JudgedValue judged, ReadOnlySpan<int> features) =>
        judged.FilterReason != FilterReason.None ? $"the value {CandidateFilter.Describe(judged.FilterReason)}"
        : SettledValues.ClassifyNonCredential(content, judged.Value, features) is not Settled.No and var settled
        ? SettledValues.Describe(settled)
        : "no rule of this set covers such a name";

    /// <summary>
    /// Returns the class of a value. The judge itself knows only two classes. A value that it rejects is a placeholder when it has the
    /// features of one.
    /// </summary>
    private static ValueClass Classify(ReadOnlySpan<int> features, int level) =>
        level > 0 ? ValueClass.Secret
        : features[(int)Feature.ValuePlaceholder] != 0 || features[(int)Feature.ValueIsReference] != 0
            || features[(int)Feature.ValueIsTagged] != 0 || features[(int)Feature.ValueIsCommon] != 0 ? ValueClass.Placeholder
        : ValueClass.Other;

    private List<JudgeReason> GetReasons(int[] features)
    {
        var added = _judge.Whole.ComputeContributions(features);
        var largest = Enumerable.Range(0, added.Length).Where(i => Round(added[i]) != 0).OrderByDescending(i => Math.Abs(added[i]))
            .ThenBy(i => i).Take(Reasons);
        return [.. largest.Select(i => new JudgeReason(FeatureWords.Describe((Feature)i, features[i]), Round(added[i])))];
    }

    private static int Round(long units) => (int)((units + (Math.Sign(units) * TreeForest.Unit / 2)) / TreeForest.Unit);
}
