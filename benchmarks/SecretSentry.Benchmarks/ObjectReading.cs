using BenchmarkDotNet.Attributes;
using LibGit2Sharp;
using SecretSentry.Git.History;

namespace SecretSentry.Benchmarks;

/// <summary>Question: how long does reading every object take through git's own batch command, against LibGit2Sharp's object database? SECRETSENTRY_REPOSITORY names a repository; default is this one.</summary>
public class ObjectReading
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("SECRETSENTRY_REPOSITORY") ?? ".";

    [Benchmark(Baseline = true)]
    public long LibGit2SharpDatabase()
    {
        using var repository = new Repository(Repository.Discover(Folder));
        return repository.ObjectDatabase.OfType<Blob>().Sum(blob => blob.Size);
    }

    [Benchmark]
    public long GitBatch() => AllObjects.ReadAll(Folder, (_, _, _) => { }, CancellationToken.None).BlobBytes;
}
