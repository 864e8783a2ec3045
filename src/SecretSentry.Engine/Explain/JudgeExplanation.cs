using System.Globalization;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Explain;

/// <summary>Why the judge gave a named value its level, safe to print: kinds, lengths and counts, never a byte of the value.</summary>
/// <param name="Score">The sum of all trees; greater speaks for a credential. Zero where the judge was not asked.</param>
/// <param name="Percent">Of a hundred values with such a score, how many are credentials; null where the judge's table does not
/// say.</param>
/// <param name="Class">What the value is taken for.</param>
/// <param name="Level">Its level; null when it is below low and not reported.</param>
/// <param name="Reasons">What counted most, the weightiest first.</param>
/// <param name="Changes">What would have changed the level, each by itself.</param>
public sealed record JudgeExplanation(int Score, int? Percent, ValueClass Class, Confidence? Level, IReadOnlyList<JudgeReason> Reasons,
    IReadOnlyList<LevelChange> Changes)
{
    /// <summary>Why the judge was not asked at all; empty where it was.</summary>
    public string FilterReason { get; init; } = "";

    private const string Vector = "; a hexadecimal value in data of tests is a vector more often than a secret";

    private const string Held = "; what stands around speaks for less, but lowers a value by one level at most";

    /// <summary>The least scores for low, medium and high.</summary>
    public IReadOnlyList<int> Least { get; init; } = [];

    /// <summary>Whether value, name and what joins them hold the level, against what stands around them.</summary>
    public bool IsHeldByCore { get; init; }

    /// <summary>Whether it is taken for a vector of a test, and would have a higher level elsewhere.</summary>
    public bool IsVector { get; init; }

    /// <summary>The explanation for people: a word for what a line tells, and the line.</summary>
    public IEnumerable<(string Name, string Text)> EnumerateLines()
    {
        yield return ("score", FilterReason.Length > 0 ? $"none: {FilterReason}" : ScoreText());
        yield return ("class", FormatClass());
        yield return ("level", FormatLevel(Level) + (IsVector ? Vector : IsHeldByCore ? Held : ""));
        foreach (var reason in Reasons)
        {
            var added = reason.Added.ToString("+0;-0", CultureInfo.InvariantCulture);
            yield return (reason.Added > 0 ? "for" : "against", $"{reason.Text} ({added})");
        }

        foreach (var change in Changes)
        {
            yield return ("otherwise", $"{FormatLevel(change.Level)} if {change.Text}");
        }

        if (FilterReason.Length == 0 && Changes.Count == 0)
        {
            yield return ("otherwise", "no single change of name, quotes, words, length or path moves the level");
        }
    }

    private string FormatClass() => Class switch
    {
        ValueClass.Secret => "secret",
        ValueClass.Placeholder => "placeholder or sample",
        _ => "other: no credential and nothing that stands for one",
    };

    private string ScoreText()
    {
        var score = Score.ToString(CultureInfo.InvariantCulture);
        var scale = Least.Count < 3
            ? score
            : string.Create(CultureInfo.InvariantCulture, $"{score}; low begins at {Least[0]}, medium at {Least[1]}, high at {Least[2]}");
        return Percent switch
        {
            null => scale,
            0 => $"under 1 % of such values are credentials ({scale})",
            _ => string.Create(CultureInfo.InvariantCulture, $"{Percent} % of such values are credentials ({scale})"),
        };
    }

    private static string FormatLevel(Confidence? level) =>
        level is { } named ? named.ToString().ToLowerInvariant() : "below low, not reported";
}
