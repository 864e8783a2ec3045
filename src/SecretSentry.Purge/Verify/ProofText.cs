using System.Globalization;
using SecretSentry.Purge.SecondReader;
using SecretSentry.Reports;

namespace SecretSentry.Purge.Verify;

/// <summary>Writes the result of a proof for people: each problem on its own line, then a summary. It contains no secret.</summary>
public static class ProofText
{
    /// <summary>Writes what the first reader found, then what the second one found. Names of the repository are escaped.</summary>
    public static void Write(TextWriter output, PurgeProof proof)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(proof);
        foreach (var problem in proof.Problems)
        {
            output.WriteLine(Safe.Escape($"NOT CLEAN: {problem}"));
        }

        output.WriteLine($"{Counted.Format(proof.Objects, "object")} and {Counted.Format(proof.Files, "file")} searched, "
            + $"{Counted.Format(proof.Compared, "branch", "branches")} compared: {DescribeResult(proof.Problems)}.");
        if (proof.Second is { } second)
        {
            Write(output, second);
        }
    }

    private static void Write(TextWriter output, SecondReading second)
    {
        foreach (var problem in second.Problems)
        {
            output.WriteLine(Safe.Escape($"NOT CLEAN (second reader): {problem}"));
        }

        var seconds = second.Time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
        output.WriteLine(Safe.Escape($"Second reader ({second.Reader}): {Counted.Format(second.Objects, "object")} searched in "
            + $"{seconds} s: {DescribeResult(second.Problems)}."));
        if (second.Reason.Length > 0)
        {
            output.WriteLine(Safe.Escape($"The second reader was not libgit2: {second.Reason}."));
        }
    }

    private static string DescribeResult(IReadOnlyList<string> problems) => problems.Count == 0 ? "no secret is left"
        : $"{Counted.Format(problems.Count, "place is", "places are")} not clean";
}
