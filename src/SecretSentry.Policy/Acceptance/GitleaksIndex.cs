using System.Text;
using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>
/// Finds the record of a finding among many. A record with a secret matches at any location. A record without one matches by location.
/// </summary>
internal sealed class GitleaksIndex(IEnumerable<GitleaksRecord> records)
{
    private readonly GitleaksRecord[] _withSecret = [.. records.Where(record => record.Secret.Length > 0)];
    private readonly ILookup<string, GitleaksRecord> _byFile = records.Where(record => record.Secret.Length == 0)
        .ToLookup(record => record.File, StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, GitleaksRecord>> _byRule = new(StringComparer.Ordinal);

    /// <summary>Returns the record that accepts <paramref name="finding"/>. Returns null when there is none.</summary>
    public GitleaksRecord? Find(Finding finding) => _byFile[finding.Location.Path].FirstOrDefault(record => record.MatchesLocation(finding))
        ?? GetFingerprints(finding.Rule.Id).GetValueOrDefault(finding.Fingerprint);

    /// <summary>Returns the records by fingerprint of their secret under a rule of ours. Computed once for each rule.</summary>
    private Dictionary<string, GitleaksRecord> GetFingerprints(string rule)
    {
        if (!_byRule.TryGetValue(rule, out var fingerprints))
        {
            _byRule[rule] = fingerprints = new(StringComparer.Ordinal);
            foreach (var record in _withSecret)
            {
                fingerprints[Finding.ComputeFingerprint(rule, Encoding.UTF8.GetBytes(record.Secret))] = record;
            }
        }

        return fingerprints;
    }
}
