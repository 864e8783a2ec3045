using System.Globalization;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>
/// What is told of findings among tests, examples, documentation and copied-in packages that are of low confidence because they stand
/// there: made-up values are the rule. One secret is told once, with the other places; what nobody can use as it is (an encrypted key or
/// key store, a password hash) is counted alone. Both numbers are told.
/// </summary>
public static class TestFindings
{
    /// <summary>What the report calls findings that another one stands for.</summary>
    public const string Copies = "another finding of the same secret among tests";

    /// <summary>What the report calls findings that are counted alone.</summary>
    public const string Quiet = "being encrypted or a hash, among tests";

    /// <summary>Tag of rules whose secret is of no use as it is.</summary>
    private const string QuietTag = "quiet";

    /// <summary>Tag of rules for key blocks and key stores.</summary>
    private const string FixtureTag = "fixture";

    /// <summary>So many other places are named.</summary>
    private const int NamedLocations = 5;

    /// <summary>
    /// Those of <paramref name="findings"/> that are told, in their order, and how many are not, by what stands for them.
    /// </summary>
    public static (IReadOnlyList<Finding> Told, IReadOnlyDictionary<string, int> Untold) Fold(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Count == 0)
        {
            return (findings, new Dictionary<string, int>());
        }

        var (reported, copies, quiet) = (new List<Finding>(), new Dictionary<(string, string), List<Finding>>(), 0);
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

    /// <summary>Whether the finding is counted alone: it stands among tests, and nobody can use it as it is.</summary>
    public static bool IsQuiet(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return IsFixture(finding) && (finding.Rule.Tags.Contains(QuietTag, StringComparer.Ordinal)
            || finding.Details.GetValueOrDefault("encrypted", "") == "yes");
    }

    /// <summary>Among tests: what is low, and key blocks and key stores, of which the same ones are copied about.</summary>
    private static bool IsFixture(Finding finding) =>
        finding.IsAmongTests && (finding.Confidence == Confidence.Low
            || (finding.Confidence < Confidence.High && finding.Rule.Tags.Contains(FixtureTag, StringComparer.Ordinal)));

    /// <summary>The secret, within one repository.</summary>
    private static (string, string) GetKey(Finding finding) => (finding.Fingerprint, finding.Details.GetValueOrDefault("repository", ""));

    private static Finding AddOtherLocations(Finding finding, List<Finding> others)
    {
        if (others.Count == 0)
        {
            return finding;
        }

        var locations = string.Join(", ", others.Take(NamedLocations)
            .Select(other => string.Create(CultureInfo.InvariantCulture, $"{other.Location.Path}:{other.Location.Start.Line}")));
        var details = new SortedDictionary<string, string>(finding.Details.ToDictionary(), StringComparer.Ordinal)
        {
            ["alsoAt"] = others.Count > NamedLocations ? string.Create(CultureInfo.InvariantCulture,
                $"{locations} and {others.Count - NamedLocations} more") : locations,
        };
        return finding with { Details = details };
    }
}
