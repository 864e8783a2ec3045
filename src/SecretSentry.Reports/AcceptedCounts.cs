using System.Globalization;
using SecretSentry.Files;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>Formats how many findings are accepted, and by what.</summary>
internal static class AcceptedCounts
{
    /// <summary>Returns one line for each record that accepts findings, and one for comments, such as <c>2 by baseline.txt</c>.</summary>
    public static IEnumerable<string> Format(Coverage coverage) =>
        coverage.Accepted.Append(KeyValuePair.Create(new ForeignText("a comment on the line"), coverage.Allowed))
            .Where(entry => entry.Value > 0)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Value:N0} by {entry.Key}"));
}
