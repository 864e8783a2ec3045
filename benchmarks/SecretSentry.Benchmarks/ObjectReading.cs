using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using LibGit2Sharp;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: how long does reading every blob take with the own reader and through git's batch command, against LibGit2Sharp's object
/// database? SECRETSENTRY_REPOSITORY names a repository; default is this one. One thread.
/// </summary>
public class ObjectReading
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("SECRETSENTRY_REPOSITORY") ?? ".";

    [Benchmark(Baseline = true)]
    public long LibGit2SharpDatabase()
    {
        using var repository = new Repository(Repository.Discover(Folder) ?? Folder);
        var buffer = new byte[1 << 16];
        var bytes = 0L;
        foreach (var blob in repository.ObjectDatabase.OfType<Blob>())
        {
            using var content = blob.GetContentStream();
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                bytes += read;
            }
        }

        return bytes;
    }

    [Benchmark]
    public long GitBatch() => AllObjects.ReadAll(Folder, (_, _, _) => { }, CancellationToken.None).BlobBytes;

    [Benchmark]
    public long OwnReader() => Read(Folder, blobsOnly: true);

    /// <summary>Seconds of processor time by pass, for a look in between: <c>--read REPOSITORY</c>.</summary>
    internal static void Passes(string folder)
    {
        var clock = new Clock();
        using var store = ObjectStore.Open(RepositoryLayout.Read(folder));
        clock.Lap("open");
        var reader = new HistoryReader(store, [new Sum()], CancellationToken.None);
        clock.Lap("families");
        reader.ReadCommits();
        clock.Lap("commits, tags");
        reader.ReadTrees();
        clock.Lap("trees");
        reader.ReadBlobs(null);
        clock.Lap("blobs");
        var origins = Attributor.FindOrigins(reader, new(reader.Trees), null, 1, CancellationToken.None);
        clock.Lap($"attribution, {origins.All.Length} introductions");
        var reachability = Reachability.Read(store, reader.Commits, reader.TagTargets);
        clock.Lap($"reachability, {reachability.Refs.Count} refs");
    }

    private static long Read(string folder, bool blobsOnly)
    {
        using var store = ObjectStore.Open(RepositoryLayout.Read(folder));
        var sum = new Sum();
        var reader = new HistoryReader(store, [sum], CancellationToken.None);
        if (!blobsOnly)
        {
            reader.ReadCommits();
            reader.ReadTrees();
        }

        reader.ReadBlobs(null);
        return sum.Bytes;
    }

    private sealed class Clock
    {
        private double _last = Now();

        public void Lap(string name)
        {
            var now = Now();
            Console.WriteLine($"{now - _last,8:F2}  {name}");
            _last = Now();
        }

        private static double Now() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
    }

    private sealed class Sum : IHistoryVisitor
    {
        public long Bytes { get; private set; }

        public void VisitText(ObjectKind kind, int number, ReadOnlySpan<byte> content)
        {
        }

        public void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version) => Bytes += content.Length;

        public void VisitLargeBlob(int number, Stream content)
        {
        }

        public void VisitName(int name, ReadOnlySpan<byte> content)
        {
        }

        public void Advance(ObjectKind kind, long bytes)
        {
        }
    }
}
