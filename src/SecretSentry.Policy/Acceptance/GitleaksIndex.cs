using System.Text;
using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>Finds the record of a finding among many: with its secret, whatever the place; without, by place.</summary>
internal sealed class GitleaksIndex(IEnumerable<GitleaksRecord> records)
{
    private readonly GitleaksRecord[] _withSecret = [.. records.Where(record => record.Secret.Length > 0)];
    private readonly ILookup<string, GitleaksRecord> _byFile = records.Where(record => record.Secret.Length == 0)
        .ToLookup(record => record.File, StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, GitleaksRecord>> _byRule = new(StringComparer.Ordinal);

    /// <summary>The record that accepts <paramref name="finding"/>; null: none does.</summary>
    public GitleaksRecord? Find(Finding finding) => _byFile[finding.Location.Path].FirstOrDefault(record => record.MatchesLocation(finding))
        ?? GetFingerprints(finding.Rule.Id).GetValueOrDefault(finding.Fingerprint);

    /// <summary>The records' secrets under a rule of ours, made once for each rule.</summary>
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
