using SecretSentry.Engine.Bytes;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>Scans objects for one thread.</summary>
/// <param name="options">What to scan for.</param>
/// <param name="counter">Shared by all threads.</param>
internal sealed class HistoryVisitor(ScanOptions options, HistoryCounter counter) : IHistoryVisitor
{
    private readonly ContentScan _scan = new(options, new Coverage());
    private readonly List<Finding> _found = [];
    private readonly List<PathGroup> _groups = [];
    private StreamScan? _large;
    private BlobPaths? _paths;
    private CleanBlobCollector? _clean;
    private ContentTest? _isGenuine;
    private int _before;

    /// <summary>A test of the content of a blob.</summary>
    /// <param name="number">Number of the blob.</param>
    /// <param name="content">Its content.</param>
    public delegate bool ContentTest(int number, ReadOnlySpan<byte> content);

    /// <summary>What this thread covered.</summary>
    public Coverage Coverage => _scan.Coverage;

    /// <summary>What this thread found.</summary>
    public List<UnlocatedFinding> Findings { get; } = [];

    /// <summary>Prepares the visit of blobs. Must be called before the first blob is visited.</summary>
    /// <param name="paths">The paths of blobs.</param>
    /// <param name="clean">
    /// Receives blobs that contain no finding, not even one that a comment or an allow-list accepts. Null: nobody needs them.
    /// </param>
    /// <param name="isGenuine">
    /// Returns whether a blob has the content that its id stands for. Other repositories rely on it. Null: there are no others.
    /// </param>
    public void BeginBlobs(BlobPaths paths, CleanBlobCollector? clean, ContentTest? isGenuine) =>
        (_paths, _clean, _isGenuine) = (paths, clean, isGenuine);

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
        var (suppressed, before, kind) = (Coverage.Suppressed, Findings.Count, ContentKind.Text);
        _paths!.GetGroups(number, _groups);
        var state = version.StateAs<BlobScanState>()?.ScanState;
        if (state is not null)
        {
            _scan.Locate(content, version.GetSourceState<BlobScanState>()?.ScanState, BlobScanState.AsRanges(version.Copies), state);
        }

        foreach (var group in _groups)
        {
            kind = _scan.ScanPart(content, group.Path, new(0, content.Length), _found, state);
            Keep(ObjectKind.Blob, number, group.Class);
        }

        if (_clean is not null && Findings.Count == before && Coverage.Suppressed == suppressed
            && _isGenuine?.Invoke(number, content) != false)
        {
            _clean.Add(number, content.Length);
        }

        Coverage.AddScanned(content.Length, kind == ContentKind.Binary);
    }

    /// <summary>Scans a large blob under the first of its paths only, because its stream can be read only once.</summary>
    public void VisitLargeBlob(int number, Stream content)
    {
        _paths!.GetGroups(number, _groups);
        _large ??= new(_scan);
        _large.Scan(content, _groups[0].Path, _found);
        Keep(ObjectKind.Blob, number, -1);
    }

    public void VisitName(int name, ReadOnlySpan<byte> content)
    {
        _scan.ScanPart(content, "", new(0, content.Length), _found);
        Keep(ObjectKind.Tree, name, -1);
    }

    public void Advance(ObjectKind kind, long bytes)
    {
        if (kind == ObjectKind.Tree)
        {
            Coverage.AddScanned(bytes, isBinary: false);
        }

        counter.Add(bytes, Findings.Count - _before);
        _before = Findings.Count;
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
