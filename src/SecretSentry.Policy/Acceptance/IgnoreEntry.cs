using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>One accepted finding.</summary>
/// <param name="Fingerprint">As <see cref="Fingerprints"/> makes it.</param>
/// <param name="Rule">Id of its rule, for readers.</param>
public sealed record IgnoreEntry(string Fingerprint, string Rule)
{
    /// <summary>Last day on which it is accepted; null: always.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Who accepted it.</summary>
    public string By { get; init; } = "";

    /// <summary>Where it was at that time; for readers only.</summary>
    public string Location { get; init; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Its line in the file, from 1; 0 for one that is in no file yet.</summary>
    public int Line { get; init; }

    /// <summary>The entry for a finding, under <paramref name="salt"/>.</summary>
    public static IgnoreEntry Create(Finding finding, string salt)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new(Fingerprints.AddSalt(finding.Fingerprint, salt), finding.Rule.Id) { Location = finding.Location.Path };
    }
}
