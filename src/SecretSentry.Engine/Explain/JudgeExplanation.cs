using System.Globalization;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Explain;

/// <summary>
/// Explains the level that the judge gave to a named value. Safe to print: it contains kinds, lengths and counts, never a byte of the
/// value.
/// </summary>
/// <param name="Score">Sum of all trees. A greater sum means that a credential is more likely. Zero when the judge was not asked.</param>
/// <param name="Percent">Percentage of credentials among values with such a score. Null when the judge's table does not contain it.</param>
/// <param name="Class">Class of the value.</param>
/// <param name="Level">Level of the value. Null when it is below low and not reported.</param>
/// <param name="Reasons">The most important reasons, in descending order of weight.</param>
/// <param name="Changes">Changes of which each one alone would change the level.</param>
public sealed record JudgeExplanation(int Score, int? Percent, ValueClass Class, Confidence? Level, IReadOnlyList<JudgeReason> Reasons,
    IReadOnlyList<LevelChange> Changes)
{
    /// <summary>Why the judge was not asked. Empty when it was asked.</summary>
    public string FilterReason { get; init; } = "";

    private const string Vector = "; a hexadecimal value in test data is more often a test vector than a secret";

    private const string Held = "; the context suggests a lower level, but can lower a value by one level at most";

    /// <summary>Minimum scores for low, medium and high.</summary>
    public IReadOnlyList<int> Least { get; init; } = [];

    /// <summary>Whether value, name and operator keep the level up, against the context.</summary>
    public bool IsHeldByCore { get; init; }

    /// <summary>Whether the value is considered a test vector and would have a higher level elsewhere.</summary>
    public bool IsVector { get; init; }

    /// <summary>
    /// Returns the explanation for people, line by line: a word that says what the line is about, and the text of the line.
    /// </summary>
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
            yield return ("otherwise", "no single change of name, quotes, words, length or path changes the level");
        }
    }

    private string FormatClass() => Class switch
    {
        ValueClass.Secret => "secret",
        ValueClass.Placeholder => "placeholder or sample",
        _ => "other: neither a credential nor a placeholder",
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
