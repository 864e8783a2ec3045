using SecretSentry.Engine.Content;
using SecretSentry.Engine.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;

namespace SecretSentry.Cli.Scanning;

/// <summary>A finding in an object whose place in history is not known yet.</summary>
/// <param name="Kind">What the object is; a tree: the finding is in a name of one of its entries, which is the finding's path.</param>
/// <param name="Number">Number of the object.</param>
/// <param name="Finding">With the path for which it was searched; empty: it holds for every path.</param>
internal sealed record HistoryHit(ObjectKind Kind, int Number, Finding Finding);

/// <summary>What all threads of a history scan count together.</summary>
internal sealed class HistoryCounter(Action<HistoryProgress> report, long total)
{
    private long _objects;
    private long _bytes;
    private long _findings;

    public void Add(long bytes, int findings)
    {
        var objects = Interlocked.Increment(ref _objects);
        var sum = Interlocked.Add(ref _bytes, bytes);
        var found = Interlocked.Add(ref _findings, findings);
        if ((objects & 0xFF) == 0)
        {
            report(new(objects, total, sum, found));
        }
    }
}

/// <summary>How far a history scan is.</summary>
internal readonly record struct HistoryProgress(long Objects, long Total, long Bytes, long Findings);

/// <summary>One thread's look at objects.</summary>
/// <param name="options">What to search for.</param>
/// <param name="coverage">Shared by all threads.</param>
/// <param name="counter">Shared by all threads.</param>
/// <param name="pathsOf">The paths of a blob, when a rule or filter looks at paths; null: none does.</param>
internal sealed class HistoryVisitor(ScanOptions options, Coverage coverage, HistoryCounter counter, Func<int, IReadOnlyCollection<string>>? pathsOf) : IHistoryVisitor
{
    /// <summary>A larger blob is searched in parts of this length.</summary>
    private const int PartLength = 4 * 1024 * 1024;

    /// <summary>Parts overlap by this: more than twice the longest match.</summary>
    private const int Overlap = 128 * 1024;

    private readonly ContentScan _scan = new(options, coverage);
    private readonly List<Finding> _found = [];
    private byte[] _part = [];
    private int _before;

    public List<HistoryHit> Hits { get; } = [];

    /// <summary>Numbers of the blobs that hold nothing, not even something that a comment or an allow-list accepts.</summary>
    public List<int> Clean { get; } = [];

    public void Text(ObjectKind kind, int number, ReadOnlySpan<byte> content)
    {
        _scan.Scan(content, "", _found);
        Keep(kind, number);
    }

    /// <summary>Once for each path where paths matter; counted once.</summary>
    public void Blob(int number, ReadOnlySpan<byte> content)
    {
        // Another thread may count an allowed finding meanwhile: then this blob is not kept, which costs time and nothing else.
        var (allowed, before, kind) = (coverage.Silenced, Hits.Count, ContentKind.Text);
        foreach (var path in PathsOf(number))
        {
            kind = _scan.Part(content, new(path, ContentKind.Text, options.KeepsSecrets), new(0, content.Length), _found);
            Keep(ObjectKind.Blob, number);
        }

        if (Hits.Count == before && coverage.Silenced == allowed)
        {
            Clean.Add(number);
        }

        coverage.AddScanned(content.Length, kind == ContentKind.Binary);
    }

    public void LargeBlob(int number, Stream content)
    {
        var path = PathsOf(number).First();
        Parts(content, path);
        Keep(ObjectKind.Blob, number);
    }

    /// <summary>Names are lines of one text; what reaches over a line end is in no name.</summary>
    public void Names(ReadOnlySpan<byte> lines, IReadOnlyList<int> trees)
    {
        _scan.Part(lines, new("", ContentKind.Text, options.KeepsSecrets), new(0, lines.Length), _found);
        foreach (var finding in _found)
        {
            if (finding.Place.FirstLine == finding.Place.LastLine && finding.Place.FirstLine <= trees.Count)
            {
                var name = Line(lines, finding.Place.FirstLine);
                Hits.Add(new(ObjectKind.Tree, trees[finding.Place.FirstLine - 1], finding with { Place = finding.Place with { Path = name, Start = new(1, finding.Place.Start.Column), End = new(1, finding.Place.End.Column), FirstLine = 1, LastLine = 1 } }));
            }
        }

        _found.Clear();
    }

    public void Advance(ObjectKind kind, long bytes)
    {
        if (kind == ObjectKind.Tree)
        {
            coverage.AddScanned(bytes, isBinary: false);
        }

        counter.Add(bytes, Hits.Count - _before);
        _before = Hits.Count;
    }

    /// <summary>Searches a stream of any length in overlapping parts, as files are, and appends to <paramref name="findings"/>.</summary>
    public void Parts(Stream content, string path, List<Finding>? findings = null)
    {
        if (_part.Length == 0)
        {
            _part = new byte[PartLength];
        }

        var (start, kept, lines, columns, known) = (0L, 0, 0, 0, (ContentKind?)null);
        while (true)
        {
            var length = kept + content.ReadAtLeast(_part.AsSpan(kept), PartLength - kept, throwOnEndOfStream: false);
            var isLast = length < PartLength;
            var part = new ContentPart(start == 0 ? 0 : Overlap / 2, isLast ? length : length - (Overlap / 2), known);
            var kind = _scan.Part(_part.AsSpan(0, length), new(path, ContentKind.Text, options.KeepsSecrets, lines, columns), part, findings ?? _found);
            if (isLast)
            {
                coverage.AddScanned(start + length, kind == ContentKind.Binary);
                return;
            }

            var next = TextPosition.Of(_part, PartLength - Overlap, kind);
            (lines, columns, known) = (lines + next.Line - 1, next.Column - 1 + (next.Line == 1 ? columns : 0), kind);
            start += PartLength - Overlap;
            _part.AsSpan(PartLength - Overlap).CopyTo(_part);
            kept = Overlap;
        }
    }

    private IEnumerable<string> PathsOf(int number) => pathsOf?.Invoke(number) is { Count: > 0 } paths ? paths : [""];

    private void Keep(ObjectKind kind, int number)
    {
        if (_found.Count > 0)
        {
            Hits.AddRange(_found.Select(finding => new HistoryHit(kind, number, finding)));
            _found.Clear();
        }
    }

    private static string Line(ReadOnlySpan<byte> lines, int line)
    {
        for (; line > 1; line--)
        {
            lines = lines[(lines.IndexOf((byte)'\n') + 1)..];
        }

        return System.Text.Encoding.UTF8.GetString(lines[..lines.IndexOf((byte)'\n')]);
    }
}
