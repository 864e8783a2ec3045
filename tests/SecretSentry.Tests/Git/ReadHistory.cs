using System.Runtime.Versioning;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Tests.Git;

/// <summary>A repository as the program reads it. Tests compare it with git and with the slow oracles.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ReadHistory : IHistoryVisitor
{
    private readonly ObjectStore _store;
    private readonly List<string> _visited = [];

    private ReadHistory(string top)
    {
        _store = ObjectStore.Open(RepositoryLayout.Read(top));
        Problems = _store.Problems;
        var reader = new HistoryReader(_store, [this], CancellationToken.None);
        reader.ReadCommits();
        reader.ReadTrees();
        reader.ReadBlobs(null);
        Unreadable = [.. reader.Unreadable.Keys.Select(number => _store.GetId(number).ToString())];
        Trees = reader.CountOf(ObjectKind.Tree);
        var paths = new PathTable(reader.Trees);
        var found = new List<(string Blob, Introduction Introduction)>();
        foreach (var origin in Attributor.FindOrigins(reader, paths, null, 1, CancellationToken.None).All)
        {
            var commit = _store.GetId(reader.Commits.NumberOf(origin.Commit)).ToString();
            found.Add((_store.GetId(origin.Blob).ToString(), new(commit, paths.GetText(origin.Path))));
        }

        Introductions = found.Distinct().ToLookup(pair => pair.Blob, pair => pair.Introduction);
    }

    /// <summary>Ids of the visited commits, tags and blobs. Each is the id of the content that was passed to the visitor.</summary>
    public IReadOnlyList<string> Visited => _visited;

    /// <summary>Number of trees.</summary>
    public long Trees { get; }

    /// <summary>Ids of the objects that are reported as unreadable.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    public IReadOnlyList<StoreProblem> Problems { get; }

    /// <summary>Commits and paths that introduced a blob, by its id.</summary>
    public ILookup<string, Introduction> Introductions { get; }

    public static ReadHistory Of(string top)
    {
        var read = new ReadHistory(top);
        read._store.Dispose();
        return read;
    }

    public void VisitText(ObjectKind kind, int number, ReadOnlySpan<byte> content) => Add(kind, number, content);

    public void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version) => Add(ObjectKind.Blob, number, content);

    public void VisitLargeBlob(int number, Stream content) => throw new InvalidOperationException("there is no large blob here");

    public void VisitName(int name, ReadOnlySpan<byte> content)
    {
    }

    public void Advance(ObjectKind kind, long bytes)
    {
    }

    private void Add(ObjectKind kind, int number, ReadOnlySpan<byte> content)
    {
        _store.Layout.Format.ComputeId(kind, content).Should().Be(_store.GetId(number));
        _visited.Add(_store.GetId(number).ToString());
    }
}
