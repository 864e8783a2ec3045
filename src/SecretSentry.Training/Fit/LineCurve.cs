using SecretSentry.Training.Rows;

namespace SecretSentry.Training.Fit;

/// <summary>
/// Recall and precision by line, as shared/corpora/score.py counts them. The score of a line is that of its highest candidate.
/// </summary>
internal sealed class LineCurve
{
    private readonly (int Score, bool IsSecret, bool IsCounted, int NewUnits)[] _lines;
    private readonly int _units;

    public LineCurve(IReadOnlyList<Row> rows, int[] scores, int units)
    {
        _units = units;
        var best = new Dictionary<int, (int Score, int Unit)>();
        for (var i = 0; i < rows.Count; i++)
        {
            var unit = rows[i].Unit;
            if (!best.TryGetValue(rows[i].Line, out var line) || scores[i] > line.Score)
            {
                best[rows[i].Line] = (scores[i], unit);
            }
        }

        var seen = new HashSet<int>();
        _lines = [.. best.Values.OrderByDescending(line => line.Score).ThenBy(line => line.Unit)
            .Select(line => (line.Score, line.Unit >= 0, line.Unit != -2, line.Unit >= 0 && seen.Add(line.Unit) ? 1 : 0))];
    }

    /// <summary>Returns the lowest score at which precision is still <paramref name="precision"/>, and the recall there.</summary>
    public (int Score, double Recall) FindScore(double precision)
    {
        var (right, wrong, found, score, recall) = (0, 0, 0, int.MaxValue, 0.0);
        foreach (var line in _lines)
        {
            right += line.IsSecret ? 1 : 0;
            wrong += line.IsCounted && !line.IsSecret ? 1 : 0;
            found += line.NewUnits;
            if (right >= precision * (right + wrong) && right > 0)
            {
                (score, recall) = (line.Score, (double)found / _units);
            }
        }

        return (score, recall);
    }

    /// <summary>Returns recall, right and wrong lines from one score, included, to another, excluded.</summary>
    public (double Recall, int Right, int Wrong) MeasureBetween(int least, int below)
    {
        var (right, wrong, found) = (0, 0, 0);
        foreach (var line in _lines.Where(line => line.Score >= least && line.Score < below))
        {
            right += line.IsSecret ? 1 : 0;
            wrong += line.IsCounted && !line.IsSecret ? 1 : 0;
            found += line.NewUnits;
        }

        return ((double)found / _units, right, wrong);
    }
}
