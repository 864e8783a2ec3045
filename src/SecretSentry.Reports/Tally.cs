using System.Globalization;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>Formats the number of findings, and how many of them stop.</summary>
public static class Tally
{
    /// <summary>Returns <c>5 findings, 3 of which stop</c>, for example. Returns just <c>5 findings</c> when all of them stop.</summary>
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
