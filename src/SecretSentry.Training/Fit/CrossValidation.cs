using SecretSentry.Engine.Features;
using SecretSentry.Training.Rows;

namespace SecretSentry.Training.Fit;

/// <summary>Scores each repository by trees that never saw it.</summary>
/// <param name="code">The labelled code, which is divided by repository.</param>
/// <param name="features">Numbers of the features that the trees may use.</param>
/// <param name="settings">Settings of the training.</param>
internal sealed class CrossValidation(LabelledCode code, IReadOnlySet<int> features, Booster.Settings settings)
{
    private const int Folds = 5;

    /// <summary>
    /// Returns a score for each row of <paramref name="tested"/>, by trees that never saw its repository, and the gain of each feature
    /// over all trees.
    /// </summary>
    /// <param name="real">Rows of labelled repositories. Trees are trained on those of the other repositories.</param>
    /// <param name="tested">Rows of labelled repositories that are scored.</param>
    /// <param name="more">Other rows. All trees are trained on them.</param>
    public (int[] Scores, double[] Gains) ComputeScores(IReadOnlyList<Row> real, IReadOnlyList<Row> tested, IReadOnlyList<Row> more)
    {
        var fold = FoldOfGroups();
        var scores = new int[tested.Count];
        var sums = new double[(int)Feature.Count];
        var sumsLock = new Lock();
        Parallel.For(0, Folds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number =>
        {
            var rows = real.Where(row => fold[row.Group] != number).Concat(more).Where(row => row.Class != Class.Unknown)
                .Select(row => (row.Features, row.Class == Class.Secret, row.Weight)).ToArray();
            var (table, gain) = Booster.Train(rows, features, settings);
            ReadOnlySpan<byte> rest = table;
            var forest = new Forest(ref rest);
            Span<int> values = stackalloc int[(int)Feature.Count];
            for (var i = 0; i < tested.Count; i++)
            {
                if (fold[tested[i].Group] == number)
                {
                    scores[i] = Sum(forest, tested[i].Features, values);
                }
            }

            lock (sumsLock)
            {
                for (var i = 0; i < sums.Length; i++)
                {
                    sums[i] += gain[i];
                }
            }
        });
        return (scores, sums);
    }

    private int Sum(Forest forest, short[] row, Span<int> values)
    {
        for (var i = 0; i < row.Length; i++)
        {
            values[i] = features.Contains(i) ? row[i] : 0;
        }

        return forest.Sum(values, 0, forest.Trees);
    }

    /// <summary>
    /// Assigns repositories to folds. The repository with the most secrets comes first. Each goes to the fold with the fewest.
    /// </summary>
    private Dictionary<string, int> FoldOfGroups()
    {
        var counts = code.UnitGroups.GroupBy(group => group).ToDictionary(group => group.Key, group => group.Count());
        var groups = code.EnumerateFiles().Select(LabelledCode.GetGroup).Distinct()
            .OrderByDescending(group => counts.GetValueOrDefault(group))
            .ThenBy(group => group, StringComparer.Ordinal);
        var (loads, folds) = (new double[Folds], new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var group in groups)
        {
            var least = Array.IndexOf(loads, loads.Min());
            folds[group] = least;
            loads[least] += counts.GetValueOrDefault(group) + 0.2;
        }

        return folds;
    }
}
