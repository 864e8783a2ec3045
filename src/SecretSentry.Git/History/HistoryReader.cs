using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// Passes every object of a store to visitors, each once: first commits and tags, then trees, then blobs, so that all paths are known
/// before the first blob. Objects that this program cannot read are read by git. Objects that git cannot read either are
/// <see cref="Unreadable"/>.
/// </summary>
public sealed class HistoryReader
{
    private readonly IHistoryVisitor _first;
    private readonly ObjectDispatcher _dispatcher;
    private readonly GitFallback _fallback;
    private readonly PackPass _packs;
    private readonly LoosePass _loose;
    private CommitGraph? _graph;

    /// <summary>Creates a reader without reading anything. There is one thread for each visitor.</summary>
    public HistoryReader(ObjectStore store, IReadOnlyList<IHistoryVisitor> visitors, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        var threads = new VisitorThreads([.. visitors], cancellation);
        (Store, _first, _dispatcher) = (store, threads.First, new(store));
        _fallback = new(store, _dispatcher, threads);
        _packs = new(store, _dispatcher, _fallback, threads);
        _loose = new(store, _dispatcher, _fallback, threads);
    }

    /// <summary>The store that is read.</summary>
    internal ObjectStore Store { get; }

    /// <summary>The commits. Available after <see cref="ReadCommits"/>.</summary>
    public CommitGraph Commits => _graph ?? throw new InvalidOperationException("the commits have not been read yet");

    /// <summary>The trees. Complete after <see cref="ReadTrees"/>.</summary>
    public TreeTable Trees => _dispatcher.Trees;

    /// <summary>Trees that are in no pack. Complete after <see cref="ReadCommits"/>.</summary>
    public IReadOnlyList<int> LooseTrees => _loose.Trees;

    /// <summary>The objects that tags point to, by the number of the tag.</summary>
    public IReadOnlyDictionary<int, ObjectId> TagTargets => _dispatcher.TagTargets;

    /// <summary>Objects that neither this program nor git can read, by number, with the reason.</summary>
    public IReadOnlyDictionary<int, string> Unreadable => _dispatcher.Unreadable;

    /// <summary>Commits and tags that were read and do not say what they contain, by number, with the reason.</summary>
    public IReadOnlyDictionary<int, string> Malformed => _dispatcher.Malformed;

    /// <summary>Objects that commits, tags and trees refer to and that are missing.</summary>
    public IReadOnlyCollection<ObjectId> Missing => _dispatcher.References.Missing;

    /// <summary>Number of distinct commits of other repositories that trees refer to.</summary>
    public int Submodules => _dispatcher.References.Submodules;

    /// <summary>Number of blobs that were left out because of a filter.</summary>
    public long Filtered => _dispatcher.Filtered;

    /// <summary>Returns the number of visited objects of a kind.</summary>
    public long CountOf(ObjectKind kind) => _dispatcher.CountOf(kind);

    /// <summary>Returns the families of a pack, by its position in <see cref="ObjectStore.Packs"/>.</summary>
    public Families GetFamilies(int pack) => _packs.GetFamilies(pack);

    /// <summary>
    /// Returns the number of a tree that refers to the object; negative when there is none. The result is always the same tree.
    /// </summary>
    public int FindOwner(int number) => _dispatcher.References.FindOwner(number);

    /// <summary>Reads commits and tags, both packed and loose, and determines the kinds of all loose objects.</summary>
    public void ReadCommits()
    {
        // Nodes without a family come first because their kind is not known.
        _fallback.AddFaults();
        _fallback.Read();
        _loose.ReadCommits();
        _fallback.Read();
        _packs.Read(ObjectKind.Commit);
        _packs.Read(ObjectKind.Tag);
        _fallback.Read();
        _graph = _dispatcher.BuildGraph();
    }

    /// <summary>Reads the trees, then the names in them.</summary>
    public void ReadTrees()
    {
        _packs.Read(ObjectKind.Tree);
        _loose.ReadTrees();
        _fallback.Read();
        for (var name = 0; name < Trees.Names; name++)
        {
            _first.VisitName(name, Trees.NameOf(name));
        }
    }

    /// <summary>Reads the blobs for which <paramref name="filter"/> returns true; all blobs when it is null.</summary>
    public void ReadBlobs(BlobFilter? filter)
    {
        _packs.Read(ObjectKind.Blob, filter);
        _loose.ReadBlobs(filter);
        _fallback.ReadBlobs(filter);
    }
}
