using System.Globalization;

namespace SecretSentry.Policy.Rules.Corpora;

/// <summary>The result of all rules on a corpus.</summary>
/// <param name="Rules">The scores, in the order of the rules.</param>
/// <param name="Secrets">Number of labels of secrets.</param>
/// <param name="Found">How many of these were found.</param>
/// <param name="Others">Number of other labels.</param>
/// <param name="Reported">How many of these were reported.</param>
public sealed record CorpusScore(IReadOnlyList<RuleScore> Rules, int Secrets, int Found, int Others, int Reported)
{
    /// <summary>Whether every secret was found, and nothing else was reported.</summary>
    public bool IsPerfect => Found == Secrets && Reported == 0;

    /// <summary>
    /// Writes a table with tab-separated columns, then the sums. Rules without a label or report are left out. A share of nothing is a
    /// dash.
    /// </summary>
    public void Write(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine("rule\tlabelled\tfound\trecall\tright\twrong\tprecision\tns/kB");
        foreach (var score in Rules.Where(score => score.Labelled + score.Right + score.Wrong > 0))
        {
            var (recall, precision) = (FormatShare(score.Found, score.Labelled), FormatShare(score.Right, score.Right + score.Wrong));
            var cost = score.Cost.ToString("F1", CultureInfo.InvariantCulture);
            output.WriteLine(
                $"{score.Rule}\t{score.Labelled}\t{score.Found}\t{recall}\t{score.Right}\t{score.Wrong}\t{precision}\t{cost}");
        }

        output.WriteLine($"secrets found: {Found} of {Secrets} ({FormatShare(Found, Secrets)}); reported although not a secret: "
            + $"{Reported} of {Others}");
    }

    private static string FormatShare(int part, int whole) =>
        whole == 0 ? "-" : (100.0 * part / whole).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
