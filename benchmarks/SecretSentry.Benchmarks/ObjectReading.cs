using BenchmarkDotNet.Attributes;
using LibGit2Sharp;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: how long does it take to read every blob with our own reader and through git's batch command, compared with LibGit2Sharp's
/// object database? SECRETSENTRY_REPOSITORY names a repository. The default is this one. One thread.
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
    public long OwnReader()
    {
        using var store = ObjectStore.Open(RepositoryLayout.Read(Folder));
        var sum = new Sum();
        new HistoryReader(store, [sum], CancellationToken.None).ReadBlobs(null);
        return sum.Bytes;
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
