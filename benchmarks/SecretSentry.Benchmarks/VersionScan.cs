using System.Diagnostics;
using System.Globalization;
using SecretSentry.Engine;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Patterns;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: what does looking at blobs only where they are new save, and does it find the same? Every blob of a repository is searched
/// both ways, with all built-in rules, and the matches are compared. One thread. <c>--versions REPOSITORY</c>.
/// </summary>
internal static class VersionScan
{
    /// <summary>False when any blob gave other matches.</summary>
    public static bool Run(string folder)
    {
        using var store = ObjectStore.Open(RepositoryLayout.Read(folder));
        var both = new Both();
        var reader = new HistoryReader(store, [both], CancellationToken.None);
        reader.ReadCommits();
        reader.ReadBlobs(null);
        Console.WriteLine("| repository | blobs | MB | matches | blobs that differ | whole, s | where new, s | of it |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var name = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(folder)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {both.Blobs} | {both.Bytes / 1e6:F0} | {both.Matches} | "
            + $"{both.Different} | {both.Whole.TotalSeconds:F2} | {both.New.TotalSeconds:F2} | {both.New / both.Whole:F2} |"));
        return both.Different == 0;
    }

    private sealed class Both : IHistoryVisitor
    {
        private readonly Scanner _whole = new(BuiltInRules.Load()) { Decodes = true };
        private readonly Scanner _new = new(BuiltInRules.Load()) { Decodes = true };
        private readonly IncrementalScanState _alone = new();
        private readonly List<Match> _expected = [];
        private readonly List<Match> _found = [];
        private readonly Stopwatch _wholeTime = new();
        private readonly Stopwatch _newTime = new();

        public long Blobs { get; private set; }

        public long Bytes { get; private set; }

        public long Matches { get; private set; }

        public long Different { get; private set; }

        public TimeSpan Whole => _wholeTime.Elapsed;

        public TimeSpan New => _newTime.Elapsed;

        public void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version)
        {
            _expected.Clear();
            _wholeTime.Start();
            _whole.Scan(content, "", _expected);
            _wholeTime.Stop();
            _found.Clear();
            _newTime.Start();
            var landmarks = version.StateAs<BlobScanState>()?.ScanState ?? _alone;
            _new.Locate(content, version.GetSourceState<BlobScanState>()?.ScanState, BlobScanState.AsRanges(version.Copies), landmarks);
            _new.Scan(content, landmarks, "", _found);
            _newTime.Stop();
            (Blobs, Bytes, Matches) = (Blobs + 1, Bytes + content.Length, Matches + _expected.Count);
            Different += AreSame() ? 0 : 1;
        }

        public void VisitText(ObjectKind kind, int number, ReadOnlySpan<byte> content)
        {
        }

        public void VisitLargeBlob(int number, Stream content)
        {
        }

        public void VisitName(int name, ReadOnlySpan<byte> content)
        {
        }

        public void Advance(ObjectKind kind, long bytes)
        {
        }

        private bool AreSame() => _expected.SequenceEqual(_found)
            && _expected.TrueForAll(match => match.Decoded == 0
            || (_whole.GetDecodedSecret(match) is { } a && _new.GetDecodedSecret(match) is { } b && a.Path == b.Path
            && a.Bytes.Span.SequenceEqual(b.Bytes.Span)));
    }
}
