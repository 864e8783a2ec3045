using System.Globalization;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Explain;

/// <summary>
/// Finds single changes that move a value's level and that a person could make, or that explain the level. A change sets the features that
/// belong together and leaves all others unchanged. Numbers are tried at the thresholds of the forests, the nearest first.
/// </summary>
internal sealed class LevelChanges(JudgeReasons judge)
{
    private const int Most = 6;

    /// <summary>Changes that are described by words. If two of them move the level equally far, the first one is reported.</summary>
    private static readonly (string Words, (Feature Feature, int Number)[] Sets)[] Choices =
    [
        ("the name contained a word for a password", [(Feature.NamePassword, 1), (Feature.NameEndsTelling, 1),
            (Feature.NameLastClass, (int)NameWord.Password)]),
        (
            "the name contained no word for a secret",
            [
                (Feature.NamePassword, 0), (Feature.NameSecret, 0), (Feature.NameToken, 0), (Feature.NameKey, 0), (Feature.NameAuth, 0),
                    (Feature.NameCredential, 0), (Feature.NameEndsTelling, 0),
                (Feature.NameLastClass, (int)NameWord.None),
            ]),
        ("the name contained no word for a test or sample", [(Feature.NameContainsSample, 0)]),
        ("the name contained no word for a screen or message", [(Feature.NameContainsInterface, 0)]),
        ("the name contained no word for a property", [(Feature.NameContainsProperty, 0)]),
        ("the name contained no word for an index or table", [(Feature.NameContainsIndex, 0)]),
        ("the name contained no word for a change", [(Feature.NameContainsChange, 0)]),
        ("the name contained no word for something public", [(Feature.NameContainsPublic, 0)]),
        ("the name contained no word for something encrypted", [(Feature.NameContainsEncrypted, 0)]),
        ("the value contained no placeholder word", [(Feature.ValuePlaceholder, 0), (Feature.ValuePlaceholderOffset, -1)]),
        ("the value contained a word such as your or replace", [(Feature.ValuePlaceholder, 2), (Feature.ValuePlaceholderOffset, 0)]),
        ("the value contained a word such as example or dummy", [(Feature.ValuePlaceholder, 4), (Feature.ValuePlaceholderOffset, 0)]),
        ("the value were not a reference", [(Feature.ValueIsReference, 0), (Feature.ValueBrackets, 0)]),
        ("the value were a reference such as a variable", [(Feature.ValueIsReference, 1)]),
        ("the value contained no word for a secret", [(Feature.ValueNamesSecret, 0)]),
        ("the value had no digits", [(Feature.ValueDigits, 0), (Feature.ValueDigitShare, 0), (Feature.ValueTrailingDigits, 0)]),
        ("the value had no spaces", [(Feature.ValueSpaces, 0)]),
        ("the value were in double quotes", [(Feature.Quote, (int)QuoteMark.Double), (Feature.IsClosed, 1)]),
        ("the value had no quotes", [(Feature.Quote, (int)QuoteMark.None), (Feature.IsClosed, 0), (Feature.Escapes, 0)]),
        ("an equals sign joined name and value", [(Feature.Operator, (int)ValueOperator.Assign)]),
        ("a comparison joined name and value", [(Feature.Operator, (int)ValueOperator.Equal)]),
        ("it were not in a comment", [(Feature.IsInComment, 0)]),
        ("it were in a comment", [(Feature.IsInComment, 1)]),
        ("the file were not a test, document or example",
            [(Feature.PathTest, 0), (Feature.PathDocument, 0), (Feature.PathExample, 0)]),
        ("the file were a test", [(Feature.PathTest, 1)]),
        ("the file were a document", [(Feature.PathDocument, 1)]),
        ("the file were an example", [(Feature.PathExample, 1)]),
        ("the file were a translation", [(Feature.PathLocale, 1)]),
        ("the file were not a translation", [(Feature.PathLocale, 0)]),
        ("the file were a settings file", [(Feature.FileKind, (int)FileKind.Settings), (Feature.PathSettings, 1)]),
        ("the file were source code", [(Feature.FileKind, (int)FileKind.Managed)]),
        ("the file were a Markdown or text file", [(Feature.FileKind, (int)FileKind.Document)]),
        ("the line were not a test assertion", [(Feature.LineAssert, 0)]),
        ("the line were a test assertion", [(Feature.LineAssert, 1)]),
        ("the line did not mention an example", [(Feature.LineSample, 0)]),
        ("the line mentioned an example", [(Feature.LineSample, 1)]),
    ];

    /// <summary>Changes of a number, with the words for a greater and for a smaller one.</summary>
    private static readonly (Feature Feature, string Greater, string Less)[] Numbers =
    [
        (Feature.ValueLength, "the value had {0} characters", "the value had {0} characters"),
        (Feature.ValueEntropy, "the value had more entropy", "the value had less entropy"),
        (Feature.ValueWordLikeness, "the value looked more like words", "the value looked less like words"),
    ];

    /// <summary>
    /// Returns the changes that move the level of a value with <paramref name="features"/>. Those that move it farthest come first. Levels
    /// are no higher than <paramref name="most"/>.
    /// </summary>
    public IReadOnlyList<LevelChange> Find(int[] features, Confidence most)
    {
        var level = ComputeLevel(features, most);
        var found = new List<(string Words, int Level)>();
        foreach (var (words, sets) in Choices)
        {
            var changed = (int[])features.Clone();
            foreach (var (feature, number) in sets)
            {
                changed[(int)feature] = number;
            }

            found.Add((words, ComputeLevel(changed, most)));
        }

        foreach (var (feature, greater, less) in Numbers)
        {
            var thresholds = judge.Whole.GetThresholds(feature);
            thresholds.UnionWith(judge.Core.GetThresholds(feature));
            var now = features[(int)feature];
            AddFirst(thresholds.Where(threshold => threshold >= now).Select(threshold => threshold + 1), greater);
            AddFirst(thresholds.Reverse().Where(threshold => threshold < now), less);

            // Adds the nearest number that gives another level.
            void AddFirst(IEnumerable<int> numbers, string words)
            {
                var nearest = numbers.Select(number => (Number: number, Level: ComputeLevelWith(features, feature, number, most)))
                    .FirstOrDefault(change => change.Level != level, (Number: 0, Level: level));
                if (nearest.Level != level)
                {
                    found.Add((string.Format(CultureInfo.InvariantCulture, words, nearest.Number), nearest.Level));
                }
            }
        }

        return [.. found.Where(change => change.Level != level).OrderByDescending(change => Math.Abs(change.Level - level)).Take(Most)
            .Select(change => new LevelChange(change.Words, JudgeExplainer.ToConfidence(change.Level)))];
    }

    /// <summary>Returns the level when one feature is another number.</summary>
    private int ComputeLevelWith(int[] features, Feature feature, int number, Confidence most)
    {
        var changed = (int[])features.Clone();
        changed[(int)feature] = number;
        return ComputeLevel(changed, most);
    }

    private int ComputeLevel(int[] features, Confidence most) => Math.Min(judge.ComputeLevel(features), (int)most + 1);
}
