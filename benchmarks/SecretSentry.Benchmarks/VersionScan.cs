using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using SecretSentry.Engine;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Patterns;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: how much time does it save to scan only the new parts of blobs, and are the matches the same? Every blob of a repository is
/// scanned both ways, with all built-in rules, and the matches are compared. The benchmark fails when a blob gives different matches.
/// SECRETSENTRY_REPOSITORY names the repository. The default is this one. One thread.
/// </summary>
[InvocationCount(1)]
[WarmupCount(0)]
[IterationCount(1)]
public class VersionScan
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("SECRETSENTRY_REPOSITORY") ?? ".";

    /// <summary>Scans every blob both ways and prints a row of the table.</summary>
    [Benchmark]
    public void Compare()
    {
        using var store = ObjectStore.Open(RepositoryLayout.Read(Folder));
        var both = new Both();
        var reader = new HistoryReader(store, [both], CancellationToken.None);
        reader.ReadCommits();
        reader.ReadBlobs(null);
        Console.WriteLine("| repository | blobs | MB | matches | blobs that differ | whole, s | where new, s | new / whole |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var name = Path.GetFileName(Path.GetFullPath(Folder));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {both.Blobs} | {both.Bytes / 1e6:F0} | {both.Matches} | "
            + $"{both.Different} | {both.Whole.TotalSeconds:F2} | {both.New.TotalSeconds:F2} | {both.New / both.Whole:F2} |"));
        if (both.Different > 0)
        {
            throw new InvalidOperationException($"{both.Different} blobs give other matches");
        }
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
