using SecretSentry.Training.Rows;

namespace SecretSentry.Training.Study;

/// <summary>A line of labelled code as the judge sees it: its surest candidate speaks for it.</summary>
/// <param name="Best">That candidate.</param>
/// <param name="Score">Its score by the whole forest, of folds that never saw its repository.</param>
/// <param name="Level">The highest level of the line's candidates: 0 below low, 1 to 3 for low to high.</param>
internal sealed record JudgedLine(Row Best, int Score, int Level)
{
    /// <summary>Whether the line is a labelled secret.</summary>
    public bool IsSecret => Best.Unit >= 0;

    /// <summary>Whether it counts, right or wrong.</summary>
    public bool IsCounted => Best.Unit != -2;

    /// <summary>The lines of some rows, in their order.</summary>
    public static List<JudgedLine> FromRows(IReadOnlyList<Row> rows, IReadOnlyList<int> scores, IReadOnlyList<int> levels)
    {
        var (lines, indexes) = (new List<JudgedLine>(), new Dictionary<int, int>());
        for (var i = 0; i < rows.Count; i++)
        {
            if (!indexes.TryGetValue(rows[i].Line, out var index))
            {
                indexes[rows[i].Line] = lines.Count;
                lines.Add(new(rows[i], scores[i], levels[i]));
                continue;
            }

            var line = lines[index];
            var isSurer = (levels[i], scores[i]).CompareTo((line.Level, line.Score)) > 0;
            lines[index] = isSurer ? new(rows[i], Math.Max(scores[i], line.Score), levels[i])
                : line with { Score = Math.Max(scores[i], line.Score) };
        }

        return lines;
    }
}
