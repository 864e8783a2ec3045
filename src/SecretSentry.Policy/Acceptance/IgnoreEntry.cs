using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>The record of one accepted finding.</summary>
/// <param name="Fingerprint">Fingerprint in a format of <see cref="Fingerprints"/>.</param>
/// <param name="Rule">Id of the rule, for readers.</param>
public sealed record IgnoreEntry(string Fingerprint, string Rule)
{
    /// <summary>Last day on which the finding is accepted. Null: no limit.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Person who accepted it.</summary>
    public string By { get; init; } = "";

    /// <summary>Location at the time of acceptance, for readers only. Its secrets are masked.</summary>
    internal string Location { get; init; } = "";

    /// <summary>Reason for the acceptance.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Line in the file, from 1. 0 for an entry that is not in a file yet.</summary>
    public int Line { get; init; }

    /// <summary>Creates the entry for a finding that has the salt of its repository.</summary>
    public static IgnoreEntry Create(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new(finding.Fingerprint, finding.Rule.Id) { Location = finding.Location.Path.Redacted };
    }
}
