using SecretSentry.Files;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Repository;

namespace SecretSentry.Git.Push;

/// <summary>
/// Finds the blobs that commits introduced, by comparing the tree of each commit with those of all its parents: content that a parent has
/// at the same path is not new. Equal trees are not entered, so the cost is that of the changes. The answer is that of
/// <c>git diff-tree -r --root -c</c>, without its memory: a few trees can name more paths than can be listed. When far more entries are
/// met than the trees have, each tree is entered once more, and <see cref="IsCut"/> says so. An instance belongs to one thread.
/// </summary>
/// <param name="objects">The repository.</param>
internal sealed class IntroducedBlobs(RepositoryObjects objects)
{
    private readonly TreeReader _trees = new(objects);
    private readonly HashSet<ObjectId> _counted = [];
    private readonly HashSet<ObjectId> _enteredAgain = [];
    private readonly List<PushedBlob> _blobs = [];
    private readonly List<AbsentObject> _absent = [];
    private IReadOnlySet<ObjectId>? _shallow;
    private long _left = Budgets.RangePaths.Value;

    /// <summary>The blobs, in the order of the commits.</summary>
    public IReadOnlyList<PushedBlob> Blobs => _blobs;

    /// <summary>Commits whose trees, or whose parents' trees, cannot be read. Nothing in <see cref="Blobs"/> is from them.</summary>
    public IReadOnlyList<AbsentObject> Absent => _absent;

    /// <summary>Whether paths were left out, because there are too many of them or they are too long.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Adds the blobs that a commit introduced.</summary>
    public void AddCommit(ObjectId commit) => Add(commit, () =>
    {
        var (tree, parents) = _trees.ReadCommit(commit);
        Compare(commit, tree, FindTrees(commit, parents) is { Length: > 0 } others ? others : [null], Folder.Top);
    });

    /// <summary>Adds all blobs of a tree that is pushed by itself.</summary>
    public void AddTree(ObjectId tree) => Add(tree, () => Compare(null, tree, [], Folder.Top));

    private void Add(ObjectId id, Action compare)
    {
        var before = _blobs.Count;
        try
        {
            compare();
        }
        catch (DamagedException e)
        {
            _blobs.RemoveRange(before, _blobs.Count - before);
            _absent.Add(new(id, e.Message));
        }
    }

    /// <summary>Returns the trees of the parents, in order; none for a commit at the boundary of a shallow clone.</summary>
    private ObjectId?[] FindTrees(ObjectId commit, ObjectId[] parents)
    {
        if (parents.Length > Budgets.Parents.Value)
        {
            throw new DamagedException($"it has {parents.Length} parents; {Budgets.Parents}");
        }

        try
        {
            return Array.ConvertAll(parents, parent => (ObjectId?)_trees.ReadCommit(parent).Tree);
        }
        catch (DamagedException e)
        {
            _shallow ??= RepositoryLayout.Read(objects.Directory).ShallowCommits;
            return _shallow.Contains(commit) ? [] : throw new DamagedException($"a parent of it cannot be read: {e.Message}");
        }
    }

    /// <summary>Compares a tree with the trees at the same path in the parents; null where a parent has none.</summary>
    private void Compare(ObjectId? commit, ObjectId tree, ObjectId?[] others, Folder folder)
    {
        if (IsTooMuch(tree, folder))
        {
            IsCut = true;
            return;
        }

        var content = ReadTree(tree);
        var sides = Array.ConvertAll(others, id => new Side(id is { } other ? ReadTree(other) : []));
        for (var offset = 0; offset < content.Length;)
        {
            if (!TreeEntry.TryRead(content, offset, tree.Length, out var entry))
            {
                throw new DamagedException("its tree is malformed");
            }

            _left--;
            if (!entry.IsSubmodule)
            {
                AddEntry(commit, content.AsSpan(offset, entry.Length), entry, sides, folder);
            }

            offset += entry.Length;
        }
    }

    private bool IsTooMuch(ObjectId tree, Folder folder) => folder.Depth > Budgets.FolderDepth.Value
        || folder.Path.Length > Budgets.PathLength.Value || (_left < 0 && !_enteredAgain.Add(tree));

    private byte[] ReadTree(ObjectId tree)
    {
        var content = _trees.Read(tree);
        _left += _counted.Add(tree) ? content.Length : 0;
        return content;
    }

    private void AddEntry(ObjectId? commit, ReadOnlySpan<byte> bytes, TreeEntry entry, Side[] sides, Folder folder)
    {
        var isOld = false;
        foreach (var side in sides)
        {
            isOld |= side.Skip(bytes);
        }

        if (isOld)
        {
            return;
        }

        var id = new ObjectId(entry.Id);
        var before = new ObjectId?[sides.Length];
        for (var i = 0; i < sides.Length; i++)
        {
            before[i] = sides[i].Seek(entry, id.Length, ref _left);
            isOld |= before[i] == id;
        }

        if (isOld)
        {
            return;
        }

        byte[] path = folder.Path.Length == 0 ? entry.Name.ToArray() : [.. folder.Path, (byte)'/', .. entry.Name];
        if (entry.IsTree)
        {
            Compare(commit, id, before, new(path, folder.Depth + 1));
        }
        else
        {
            _blobs.Add(new(commit, GitProgram.DecodeText(path), id, before));
        }
    }

    /// <param name="Path">Path of the folder; empty at the top.</param>
    /// <param name="Depth">Number of folders above it.</param>
    private readonly record struct Folder(byte[] Path, int Depth)
    {
        public static Folder Top { get; } = new([], 0);
    }

    /// <summary>The tree of one parent. Trees are ordered, so the search for an entry only moves forward.</summary>
    private sealed class Side(byte[] tree)
    {
        private int _offset;

        /// <summary>Moves on and returns true when the next entry has the same bytes.</summary>
        public bool Skip(ReadOnlySpan<byte> entry)
        {
            var isSame = tree.AsSpan(_offset).StartsWith(entry);
            _offset += isSame ? entry.Length : 0;
            return isSame;
        }

        /// <summary>Returns the object of the same name and kind; null when there is none.</summary>
        public ObjectId? Seek(TreeEntry entry, int idLength, ref long left)
        {
            while (_offset < tree.Length)
            {
                if (!TreeEntry.TryRead(tree, _offset, idLength, out var own))
                {
                    throw new DamagedException("the tree of a parent is malformed");
                }

                var order = own.CompareName(entry);
                if (order > 0)
                {
                    return null;
                }

                left--;
                _offset += own.Length;
                if (order == 0)
                {
                    return own.IsSubmodule ? null : new(own.Id);
                }
            }

            return null;
        }
    }
}
