using SecretSentry.Training.Rows;

namespace SecretSentry.Training.Fit;

/// <summary>From which sum on the first forest lets a value pass, and what that loses and spares.</summary>
/// <param name="Least">The sum.</param>
/// <param name="Lost">Labelled secrets, copies with human passwords included, that whole or core would report and the first drops.</param>
/// <param name="Reported">All that whole or core would report.</param>
/// <param name="Dropped">Values of labelled code that are no secrets and are dropped.</param>
/// <param name="Others">All that are no secrets.</param>
internal sealed record FirstForest(int Least, int Lost, int Reported, int Dropped, int Others)
{
    /// <summary>
    /// The highest sum that loses at most <paramref name="loss"/> of a thousand reported secrets, all scores being those of
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
