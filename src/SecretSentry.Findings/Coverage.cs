using SecretSentry.Files;

namespace SecretSentry.Findings;

/// <summary>
/// Counts of what was enumerated, scanned, skipped (with reasons) and unreadable. enumerated = scanned + skipped + unreadable.
/// </summary>
public sealed class Coverage
{
    private long _scanned;
    private long _bytes;
    private long _binary;
    private long _allowed;
    private long _suppressed;

    /// <summary>Number of contents scanned: files, objects or streams.</summary>
    public long Scanned => _scanned;

    /// <summary>Total length of the scanned contents, in bytes.</summary>
    public long Bytes => _bytes;

    /// <summary>Number of scanned contents that were binary (searched as raw bytes).</summary>
    public long Binary => _binary;

    /// <summary>Number of findings accepted by a comment on their line.</summary>
    public long Allowed => _allowed;

    /// <summary>Number of findings that were found and not reported during the scan, for any reason.</summary>
    public long Suppressed => Interlocked.Read(ref _suppressed);

    /// <summary>Number of contents enumerated.</summary>
    public long Enumerated => Scanned + Skipped.Values.Sum() + Unreadable.Count;

    /// <summary>Number of contents left out, by reason.</summary>
    public SortedDictionary<ForeignText, long> Skipped { get; } = new(ForeignText.Order);

    /// <summary>Contents that could not be read: name and reason.</summary>
    public SortedDictionary<ForeignText, ForeignText> Unreadable { get; } = new(ForeignText.Order);

    /// <summary>Reasons why the scan is incomplete, such as rules that could not run to their end or a shallow history.</summary>
    public SortedSet<ForeignText> Gaps { get; } = new(ForeignText.Order);

    /// <summary>Number of findings accepted on record, by what accepted them.</summary>
    public SortedDictionary<ForeignText, long> Accepted { get; } = new(ForeignText.Order);

    /// <summary>Facts that every reader of the result has to know, such as a setting of the repository that switches rules off.</summary>
    public SortedSet<ForeignText> Notices { get; } = new(ForeignText.Order);

    /// <summary>Number of objects by kind, for a scan of history.</summary>
    public SortedDictionary<ForeignText, long> Objects { get; } = new(ForeignText.Order);

    /// <summary>Whether everything that was enumerated and not left out on purpose was read to its end.</summary>
    public bool IsComplete => Unreadable.Count == 0 && Gaps.Count == 0;

    /// <summary>Counts one scanned content. Safe to call from several threads.</summary>
    public void AddScanned(long bytes, bool isBinary)
    {
        Interlocked.Increment(ref _scanned);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _binary, isBinary ? 1 : 0);
    }

    /// <summary>Counts a finding accepted by a comment. Safe to call from several threads.</summary>
    public void AddAllowed()
    {
        Interlocked.Increment(ref _allowed);
        Interlocked.Increment(ref _suppressed);
    }

    /// <summary>Counts contents left out on purpose. Safe to call from several threads.</summary>
    public void AddSkipped(ForeignText reason, long count = 1)
    {
        lock (Skipped)
        {
            Skipped[reason] = Skipped.GetValueOrDefault(reason) + count;
        }
    }

    /// <summary>Adds counts from elsewhere, such as those in a report that is read back.</summary>
    public void AddCounts(long scanned, long bytes, long binary, long allowed)
    {
        Interlocked.Add(ref _scanned, scanned);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _binary, binary);
        Interlocked.Add(ref _allowed, allowed);
    }

    /// <summary>Counts findings accepted on record. Safe to call from several threads.</summary>
    public void AddAccepted(ForeignText by, long count = 1)
    {
        Interlocked.Add(ref _suppressed, count);
        lock (Accepted)
        {
            Accepted[by] = Accepted.GetValueOrDefault(by) + count;
        }
    }

    /// <summary>Adds the coverage of a part of a scan, such as that of one thread. The part must not change any more.</summary>
    public void Add(Coverage part) => Add(part, name => name);

    /// <summary>Adds the coverage of a part of a scan. Its names and reasons are prefixed with <paramref name="part"/>.</summary>
    public void Add(Coverage other, string part) => Add(other, name => $"{part}: {name.Raw}");

    private void Add(Coverage other, Func<ForeignText, ForeignText> rename)
    {
        ArgumentNullException.ThrowIfNull(other);
        AddCounts(other._scanned, other._bytes, other._binary, other._allowed);
        _suppressed += other._allowed;
        foreach (var (reason, count) in other.Skipped)
        {
            AddSkipped(reason, count);
        }

        foreach (var (name, reason) in other.Unreadable)
        {
            AddUnreadable(rename(name), reason);
        }

        foreach (var (kind, count) in other.Objects)
        {
            Objects[rename(kind)] = count;
        }

        foreach (var (by, count) in other.Accepted)
        {
            AddAccepted(by, count);
        }

        Gaps.UnionWith(other.Gaps.Select(rename));
        Notices.UnionWith(other.Notices.Select(rename));
    }

    /// <summary>Records something that could not be read. Safe to call from several threads.</summary>
    public void AddUnreadable(ForeignText name, ForeignText reason)
    {
        lock (Unreadable)
        {
            Unreadable[name] = reason;
        }
    }
}
