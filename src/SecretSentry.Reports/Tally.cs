using System.Globalization;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>How many findings there are, and how many of them stop.</summary>
public static class Tally
{
    /// <summary>As in <c>5 findings, 3 of which stop</c>; just <c>5 findings</c> when all of them do.</summary>
    public static string Format(IReadOnlyCollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var (all, stopping) = (Counted.Format(findings.Count, "finding"), findings.Count(finding => finding.Stops));
        return stopping == findings.Count ? all
            : findings.Count == 1 ? $"{all}, which does not stop"
            : stopping == 0 ? $"{all}, none of which stops"
            : string.Create(CultureInfo.InvariantCulture, $"{all}, {stopping:N0} of which {(stopping == 1 ? "stops" : "stop")}");
    }
}
