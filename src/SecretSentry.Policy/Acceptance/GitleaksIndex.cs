using System.Text;
using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>
/// Finds the record of a finding among many. A record with a secret matches at any location. A record without one matches by location.
/// </summary>
internal sealed class GitleaksIndex(IEnumerable<GitleaksRecord> records)
{
    private readonly ILookup<string, GitleaksRecord> _byFile = records.Where(record => record.Secret.Length == 0)
        .ToLookup(record => record.File, StringComparer.Ordinal);
    private readonly ILookup<string, GitleaksRecord> _bySecret = records.Where(record => record.Secret.Length > 0)
        .ToLookup(record => new SecretIdentity(Encoding.UTF8.GetBytes(record.Secret)).Id, StringComparer.Ordinal);

    /// <summary>Returns the record that accepts <paramref name="finding"/>. Returns null when there is none.</summary>
    public GitleaksRecord? Find(Finding finding) =>
        _byFile[finding.Location.Path.Raw].FirstOrDefault(record => record.MatchesLocation(finding))
        ?? _bySecret[finding.SecretId].FirstOrDefault();
}
