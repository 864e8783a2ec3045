using SecretSentry.Findings;
using SecretSentry.Policy.Acceptance;

namespace SecretSentry.Scanning.Search;

/// <summary>Those of many findings that fingerprints name. A fingerprint may have any format and any salt.</summary>
public sealed class NamedFindings
{
    private readonly List<(Finding Finding, string[] Fingerprints)> _found = [];

    /// <summary>Selects findings.</summary>
    /// <param name="fingerprints">Fingerprints in a format of <see cref="Policy.Acceptance.Fingerprints"/>.</param>
    /// <param name="findings">The findings of a scan.</param>
    public NamedFindings(IEnumerable<string> fingerprints, IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(fingerprints);
        ArgumentNullException.ThrowIfNull(findings);
        var wanted = new FingerprintSet();
        foreach (var fingerprint in fingerprints)
        {
            wanted.Add(fingerprint);
        }

        // Some fingerprints are slow to compute, and one secret may be in many places.
        var computed = new Dictionary<(string Rule, string Secret), string[]>();
        foreach (var finding in findings)
        {
            var key = (finding.Rule.Id, finding.SecretId);
            if (!computed.TryGetValue(key, out var own))
            {
                computed[key] = own = [.. wanted.FindOf(finding)];
            }

            if (own.Length > 0)
            {
                _found.Add((finding, own));
            }
        }
    }

    /// <summary>The findings that have one of the fingerprints, in the order of the scan.</summary>
    public IEnumerable<Finding> All => _found.Select(entry => entry.Finding);

    /// <summary>Returns the findings with a fingerprint, in the order of the scan. Empty when there is none.</summary>
    public IReadOnlyList<Finding> Find(string fingerprint) =>
        [.. _found.Where(entry => entry.Fingerprints.Contains(fingerprint, StringComparer.Ordinal)).Select(entry => entry.Finding)];
}
