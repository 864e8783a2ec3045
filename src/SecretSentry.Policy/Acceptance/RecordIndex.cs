using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>Finds the records of a secret by its fingerprints.</summary>
internal sealed class RecordIndex
{
    private readonly FingerprintSet _fingerprints = new();
    private readonly Dictionary<string, List<FileEntry>> _records = new(StringComparer.Ordinal);

    /// <summary>The fingerprints of all records.</summary>
    public FingerprintSet Fingerprints => _fingerprints;

    /// <summary>Returns an index of the entries of one file.</summary>
    public static RecordIndex Create(IEnumerable<IgnoreEntry> entries)
    {
        var index = new RecordIndex();
        foreach (var entry in entries)
        {
            index.Add(new("", entry));
        }

        return index;
    }

    /// <summary>Adds a record.</summary>
    public void Add(FileEntry record)
    {
        if (!_records.TryGetValue(record.Entry.Fingerprint, out var same))
        {
            _records.Add(record.Entry.Fingerprint, same = []);
        }

        same.Add(record);
        _fingerprints.Add(record.Entry.Fingerprint, record.Entry.Rule);
    }

    /// <summary>Returns the records of the secret of a finding.</summary>
    public IEnumerable<FileEntry> Find(Finding finding) => _fingerprints.FindOf(finding).SelectMany(fingerprint => _records[fingerprint]);
}
