using SecretSentry.Engine.Rules;
using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>
/// A set of fingerprints, of both formats and with any salts, that can be asked for a finding. Some fingerprints are slow to compute, so
/// those of a finding are computed only in the formats and with the salts of the set.
/// </summary>
public sealed class FingerprintSet
{
    private readonly HashSet<string> _fingerprints = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _salts = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _oldSalts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _rules = new(StringComparer.Ordinal);

    /// <summary>Number of different salts of fingerprints in the present format.</summary>
    internal int SaltCount => _salts.Count;

    /// <summary>Number of different salts of fingerprints in the format of version 0.1.0.</summary>
    internal int OldSaltCount => _oldSalts.Count;

    /// <summary>Adds a fingerprint.</summary>
    /// <param name="fingerprint">A fingerprint of one of the formats, see <see cref="Fingerprints.IsWellFormed"/>.</param>
    /// <param name="rule">Id of the rule that found the secret then. Empty: not known.</param>
    public void Add(string fingerprint, string rule = "")
    {
        _fingerprints.Add(fingerprint);
        _rules.Add(rule);
        (SecretIdentity.IsOldFingerprint(fingerprint) ? _oldSalts : _salts).Add(Fingerprints.GetSalt(fingerprint));
    }

    /// <summary>Returns whether one of the fingerprints was added with a rule, or with a name that the rule had before.</summary>
    internal bool HasRule(Rule rule) => Fingerprints.GetNames(rule).Any(_rules.Contains);

    /// <summary>Returns the fingerprints of the set that are those of the secret of <paramref name="finding"/>, one or several.</summary>
    public IEnumerable<string> FindOf(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.Identity is not { } identity)
        {
            return [];
        }

        // A fingerprint of version 0.1.0 depends on the rule that won then. Today another rule may win.
        string[] names = _oldSalts.Count == 0 ? [] : [.. Fingerprints.GetNames(finding.Rule).Union(_rules, StringComparer.Ordinal)];
        return _salts.Select(identity.GetFingerprint)
            .Concat(_oldSalts.SelectMany(salt => Fingerprints.EnumerateOld(identity, names, salt))).Where(_fingerprints.Contains);
    }
}
