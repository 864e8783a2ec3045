using SecretSentry.Training.Rows;

namespace SecretSentry.Training.Fit;

/// <summary>The sum from which the first forest passes a value, and what this threshold costs and saves.</summary>
/// <param name="Least">The sum.</param>
/// <param name="Lost">Number of labelled secrets, copies with human passwords included, that whole or core would report and the first
/// forest drops.</param>
/// <param name="Reported">Number of secrets that whole or core would report.</param>
/// <param name="Dropped">Number of values of labelled code that are no secrets and are dropped.</param>
/// <param name="Others">Number of values that are no secrets.</param>
internal sealed record FirstForest(int Least, int Lost, int Reported, int Dropped, int Others)
{
    /// <summary>
    /// Returns the highest sum that loses at most <paramref name="loss"/> of a thousand reported secrets. All scores are those of
    /// cross-validation.
    /// </summary>
    public static FirstForest Find(IReadOnlyList<Row> rows, TrainedForest first, TrainedForest whole, TrainedForest core, int loss)
    {
        int[] reported = [.. Enumerable.Range(0, rows.Count)
            .Where(i => rows[i].Class == Class.Secret && (whole.Scores[i] >= whole.Least[0] || core.Scores[i] >= core.Least[1]))
            .Select(i => first.Scores[i]).Order()];
        int[] others = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i].Class is Class.Other or Class.Placeholder)
            .Select(i => first.Scores[i])];
        var least = reported[reported.Length * loss / 1000];
        return new(least, reported.Count(score => score < least), reported.Length, others.Count(score => score < least), others.Length);
    }
}
