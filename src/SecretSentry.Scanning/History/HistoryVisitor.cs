using SecretSentry.Engine.Bytes;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>Scans objects for one thread.</summary>
/// <param name="options">What to scan for.</param>
/// <param name="coverage">Shared by all threads.</param>
/// <param name="counter">Shared by all threads.</param>
internal sealed class HistoryVisitor(ScanOptions options, Coverage coverage, HistoryCounter counter) : IHistoryVisitor
{
    /// <summary>Length of a part, in bytes. A longer blob is scanned in parts of this length.</summary>
    private const int PartLength = 4 * 1024 * 1024;

    /// <summary>Length by which parts overlap, in bytes. More than twice the longest match.</summary>
    private const int Overlap = 128 * 1024;

    private const long BytesBetweenTelling = 64L * 1024 * 1024;

    private readonly ContentScan _scan = new(options, coverage);
    private readonly List<Finding> _found = [];
    private readonly List<PathGroup> _groups = [];
    private readonly List<int> _clean = [];
    private long _cleanBytes;
    private byte[] _part = [];
    private int _before;

    /// <summary>The paths of blobs. Must be set before the first blob is visited.</summary>
    public BlobPaths? Paths { get; set; }

    public List<UnlocatedFinding> Findings { get; } = [];

    /// <summary>
    /// Called at intervals with blobs that contain no finding, not even one that a comment or an allow-list accepts. The list is valid only
    /// during the call.
    /// </summary>
    public Action<IReadOnlyCollection<int>>? CleanFound { get; set; }

    public void VisitText(ObjectKind kind, int number, ReadOnlySpan<byte> content)
    {
        _scan.Scan(content, "", _found);
        Keep(kind, number, -1);
    }

    /// <summary>
    /// Scans a blob once for each class of its paths and counts it once. In ranges copied from another blob, literals are not searched for
    /// again.
    /// </summary>
    public void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version)
    {
        // Another thread may count an accepted finding in the meantime. Then this blob is not saved as clean, which only costs time.
        var (allowed, before, kind) = (coverage.Suppressed, Findings.Count, ContentKind.Text);
        Paths!.GetGroups(number, _groups);
        var state = version.StateAs<BlobScanState>()?.ScanState;
        if (state is not null)
        {
            _scan.Locate(content, version.GetSourceState<BlobScanState>()?.ScanState, BlobScanState.AsRanges(version.Copies), state);
        }

        foreach (var group in _groups)
        {
            kind = _scan.Part(content, new(group.Path, ContentKind.Text, options.KeepsSecrets), new(0, content.Length), _found,
                state);
            Keep(ObjectKind.Blob, number, group.Class);
        }

        if (CleanFound is not null && Findings.Count == before && coverage.Suppressed == allowed)
        {
            _clean.Add(number);
            _cleanBytes += content.Length;
            if (_cleanBytes > BytesBetweenTelling)
            {
                ReportClean();
            }
        }

        coverage.AddScanned(content.Length, kind == ContentKind.Binary);
    }

    /// <summary>Reports the clean blobs that have not been reported yet.</summary>
    public void ReportClean()
    {
        CleanFound?.Invoke(_clean);
        _clean.Clear();
        _cleanBytes = 0;
    }

    /// <summary>Scans a large blob under the first of its paths only, because its stream can be read only once.</summary>
    public void VisitLargeBlob(int number, Stream content)
    {
        Paths!.GetGroups(number, _groups);
        ScanParts(content, _groups[0].Path);
        Keep(ObjectKind.Blob, number, -1);
    }

    public void VisitName(int name, ReadOnlySpan<byte> content)
    {
        _scan.Part(content, new("", ContentKind.Text, options.KeepsSecrets), new(0, content.Length), _found);
        Keep(ObjectKind.Tree, name, -1);
    }

    public void Advance(ObjectKind kind, long bytes)
    {
        if (kind == ObjectKind.Tree)
        {
            coverage.AddScanned(bytes, isBinary: false);
        }

        counter.Add(bytes, Findings.Count - _before);
        _before = Findings.Count;
    }

    /// <summary>Scans a stream of any length in overlapping parts, like a large file, and appends to <paramref name="findings"/>.</summary>
    public void ScanParts(Stream content, string path, List<Finding>? findings = null)
    {
        if (_part.Length == 0)
        {
            _part = new byte[PartLength];
        }

        var (start, kept, lines, columns, previousKind) = (0L, 0, 0, 0, (ContentKind?)null);
        while (true)
        {
            var length = kept + content.ReadAtLeast(_part.AsSpan(kept), PartLength - kept, throwOnEndOfStream: false);
            var isLast = length < PartLength;
            var part = new ContentPart(start == 0 ? 0 : Overlap / 2, isLast ? length : length - (Overlap / 2), previousKind);
            var kind = _scan.Part(_part.AsSpan(0, length), new(path, ContentKind.Text, options.KeepsSecrets, lines, columns), part, findings
                ?? _found);
            if (isLast)
            {
                coverage.AddScanned(start + length, kind == ContentKind.Binary);
                return;
            }

            var next = TextPosition.Compute(_part, PartLength - Overlap, kind);
            (lines, columns, previousKind) = (lines + next.Line - 1, next.Column - 1 + (next.Line == 1 ? columns : 0), kind);
            start += PartLength - Overlap;
            _part.AsSpan(PartLength - Overlap).CopyTo(_part);
            kept = Overlap;
        }
    }

    private void Keep(ObjectKind kind, int number, int pathClass)
    {
        if (_found.Count > 0)
        {
            Findings.AddRange(_found.Select(finding => new UnlocatedFinding(kind, number, pathClass, finding)));
            _found.Clear();
        }
    }
}
