using System.Globalization;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>
/// Reduces the report of findings in tests, examples, documentation and vendored packages that have low confidence because of their path.
/// Most values there are made up. Each secret is reported once, with its other locations. A secret that nobody can use as it is (an
/// encrypted key or key store, a password hash) is only counted. Both numbers are reported.
/// </summary>
public static class TestFindings
{
    /// <summary>Text in the report for findings that another finding represents.</summary>
    internal const string Copies = "another finding of the same secret among tests";

    /// <summary>Text in the report for findings that are only counted.</summary>
    public const string Quiet = "being encrypted or a hash, among tests";

    /// <summary>Tag of rules whose secret cannot be used as it is.</summary>
    private const string QuietTag = "quiet";

    /// <summary>Tag of rules for key blocks and key stores.</summary>
    private const string FixtureTag = "fixture";

    /// <summary>Maximum number of other locations that are named.</summary>
    private const int NamedLocations = 5;

    /// <summary>
    /// Returns the findings of <paramref name="findings"/> to report, in their order. Also returns how many are not reported, by the text
    /// that explains it.
    /// </summary>
    public static (IReadOnlyList<Finding> Reported, IReadOnlyDictionary<string, int> Unreported) Fold(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Count == 0)
        {
            return (findings, new Dictionary<string, int>());
        }

        var (reported, copies, quiet) = (new List<Finding>(), new Dictionary<(string, ForeignText), List<Finding>>(), 0);
        foreach (var finding in findings)
        {
            if (IsQuiet(finding))
            {
                quiet++;
            }
            else if (!IsFixture(finding))
            {
                reported.Add(finding);
            }
            else if (copies.TryGetValue(GetKey(finding), out var others))
            {
                others.Add(finding);
            }
            else
            {
                copies.Add(GetKey(finding), []);
                reported.Add(finding);
            }
        }

        var untold = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            [Copies] = copies.Values.Sum(others => others.Count),
            [Quiet] = quiet,
        };
        return ([.. reported.Select(finding => IsFixture(finding) ? AddOtherLocations(finding, copies[GetKey(finding)]) : finding)],
            untold);
    }

    /// <summary>Returns whether the finding is only counted: it is in tests, and nobody can use it as it is.</summary>
    public static bool IsQuiet(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return IsFixture(finding) && (finding.Rule.Tags.Contains(QuietTag, StringComparer.Ordinal)
            || finding.Details.GetValueOrDefault("encrypted") == "yes");
    }

    /// <summary>
    /// Returns whether the finding is in tests and either has low confidence or is a key block or key store. The same key blocks and key
    /// stores are copied from project to project.
    /// </summary>
    private static bool IsFixture(Finding finding) =>
        finding.IsAmongTests && (finding.Confidence == Confidence.Low
            || (finding.Confidence < Confidence.High && finding.Rule.Tags.Contains(FixtureTag, StringComparer.Ordinal)));

    /// <summary>Returns a key that identifies the secret within one repository.</summary>
    private static (string, ForeignText) GetKey(Finding finding) => (finding.SecretId, finding.Details.GetValueOrDefault("repository"));

    private static Finding AddOtherLocations(Finding finding, List<Finding> others)
    {
        if (others.Count == 0)
        {
            return finding;
        }

        var locations = string.Join(", ", others.Take(NamedLocations)
            .Select(other => string.Create(CultureInfo.InvariantCulture, $"{other.Location.Path.Raw}:{other.Location.Start.Line}")));
        var details = new SortedDictionary<string, ForeignText>(finding.Details.ToDictionary(), StringComparer.Ordinal)
        {
            ["alsoAt"] = others.Count > NamedLocations ? string.Create(CultureInfo.InvariantCulture,
                $"{locations} and {others.Count - NamedLocations} more") : locations,
        };
        return finding with { Details = details };
    }
}
