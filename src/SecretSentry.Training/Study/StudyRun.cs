using SecretSentry.Engine.Features;
using SecretSentry.Training.Chance;
using SecretSentry.Training.Fit;
using SecretSentry.Training.Rows;

namespace SecretSentry.Training.Study;

/// <summary>
/// Trains again with less: without groups of features, with shares of the rows. Smaller forests than the table's, so that a study takes
/// minutes; its numbers compare with its own first line.
/// </summary>
internal sealed class StudyRun(StudyRows rows)
{
    /// <summary>Shares that a learning curve tries, in per cent.</summary>
    public static IReadOnlyList<int> Shares { get; } = [0, 25, 50, 75, 100];

    private static readonly Booster.Settings Small = new(Trees: 80, Leaves: 16, Rate: 0.15, MinExamples: 30);

    private static readonly Feature[] OfWords = [Feature.ValueWordLikeness, Feature.ValueLeastWordLikeness, Feature.ValueWordCoverage,
        Feature.ValueLeetCoverage, Feature.LineLeftWordKnown];

    /// <summary>Groups of features, each with what belongs to it.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<int> Features)> Groups { get; } =
    [
        ("value, but for the word model", [.. Range(0, Feature.NamePassword).Except(OfWords.Select(feature => (int)feature))]),
        ("word model", [.. OfWords.Select(feature => (int)feature)]),
        ("name", [.. Range(Feature.NamePassword, Feature.Operator)]),
        ("operator, wrapper, quote", [.. Range(Feature.Operator, Feature.LineIndent)]),
        ("line", [.. Range(Feature.LineIndent, Feature.NearVector).Except([(int)Feature.LineLeftWordKnown])]),
        ("neighbours", [.. Range(Feature.NearVector, Feature.FileKind)]),
        ("path", [.. Range(Feature.FileKind, Feature.Count)]),
    ];

    /// <summary>With all features but some.</summary>
    public StudyResult MeasureWithout(IReadOnlyList<int> features) =>
        Measure(Labelled, SelectUnlabelled(100), Range(0, Feature.Count).Except(features)
        .ToHashSet());

    /// <summary>With a share of the labelled repositories, and of their copies.</summary>
    public StudyResult MeasureRepositories(int share)
    {
        var groups = rows.Real.Select(row => row.Group).Distinct().OrderBy(Hash).ThenBy(group => group, StringComparer.Ordinal).ToArray();
        var kept = groups[..(groups.Length * share / 100)].ToHashSet(StringComparer.Ordinal);
        return Measure([.. Labelled.Where(row => kept.Contains(row.Group))], SelectUnlabelled(100), All);
    }

    /// <summary>With a share of the copies with human passwords.</summary>
    public StudyResult MeasureCopies(int share) =>
        Measure([.. rows.Real, .. rows.Copies.Where(row => Hash(row.Location.Path) % 100 < share), .. rows.Samples], SelectUnlabelled(100),
            All);

    /// <summary>With a share of the generated text, whose files stand one behind the other.</summary>
    public StudyResult MeasureGenerated(int share) =>
        Measure(Labelled, SelectUnlabelled(share), All);

    /// <summary>All that comes from labelled repositories.</summary>
    private Row[] Labelled => [.. rows.Real, .. rows.Copies, .. rows.Samples];

    /// <summary>Ordinary text and a share of each kind of generated text.</summary>
    private Row[] SelectUnlabelled(int share) =>
        [.. rows.Ordinary, .. rows.Generated.SelectMany(kind => kind.Take(kind.Count * share / 100))];

    private static IReadOnlySet<int> All => Range(0, Feature.Count).ToHashSet();

    private static IEnumerable<int> Range(Feature from, Feature to) => Enumerable.Range((int)from, to - from);

    private StudyResult Measure(IReadOnlyList<Row> labelled, IReadOnlyList<Row> more, IReadOnlySet<int> features)
    {
        Row[] tested = [.. rows.Real, .. rows.Copies];
        var (scores, _) = new CrossValidation(rows.Code, features, Small).ComputeScores(labelled, tested, more);
        var curve = new LineCurve(rows.Real, scores[..rows.Real.Count], rows.Code.UnitKinds.Count);
        var human = rows.Copies.Zip(scores[rows.Real.Count..]).GroupBy(pair => pair.First.Line)
            .Select(line => line.Max(pair => pair.Second)).ToArray();
        var (point90, point95) = (curve.FindScore(0.90), curve.FindScore(0.95));
        return new(point90.Recall, point95.Recall, ShareFrom(human, point90.Score), ShareFrom(human, point95.Score));
    }

    private static double ShareFrom(int[] scores, int least) => (double)scores.Count(score => score >= least) / Math.Max(1, scores.Length);

    private static uint Hash(string text) => StableHash.Compute(text) >> 8;
}
