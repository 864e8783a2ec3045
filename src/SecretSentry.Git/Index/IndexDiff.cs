using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Index;

/// <summary>
/// Compares the index with a tree, like <c>git diff --cached --raw</c>. Both are in the same order. A folder is skipped as a whole when the
/// cache-tree and the tree name the same tree for it.
/// </summary>
internal sealed class IndexDiff
{
    private const int SymbolicLink = 0xA000;
    private const int Submodule = 0xE000;
    private const int KindMask = 0xF000;

    /// <summary>Maximum depth of nested folders. Deeper ones are left to git.</summary>
    private const int MaxDepth = 512;

    private readonly IndexFile _index;
    private readonly ObjectLookup _objects;
    private readonly int _idLength;
    private readonly ObjectId _emptyTree;
    private readonly List<StagedChange> _changes = [];

    /// <summary>Position of the next entry of the index.</summary>
    private int _position;

    private IndexDiff(IndexFile index, ObjectLookup objects, ObjectFormat format) =>
        (_index, _objects, _idLength, _emptyTree) = (index, objects, format.IdLength, format.ComputeId(ObjectKind.Tree, []));

    /// <summary>
    /// Returns the paths whose content in the index is different or missing in the tree. <paramref name="tree"/> is zero before the first
    /// commit.
    /// </summary>
    /// <exception cref="DamagedException">A tree cannot be read here, or folders are nested too deeply. git may be able to read
    /// it.</exception>
    public static IReadOnlyList<StagedChange> Compute(IndexFile index, ObjectId tree, ObjectLookup objects, ObjectFormat format)
    {
        var diff = new IndexDiff(index, objects, format);
        Span<byte> id = stackalloc byte[32];
        tree.CopyTo(id);
        if (!diff.IsSame(0, id[..format.IdLength], index.Count, out _))
        {
            diff.Compare(tree.Length == 0 ? [] : diff.ReadTree(tree), 0, 0, index.Count, 0);
        }

        return diff._changes;
    }

    /// <summary>git supports the empty tree without storing it (cached objects, object-file.c).</summary>
    private byte[] ReadTree(ObjectId id) => id == _emptyTree ? []
        : _objects.Read(id, out var content, out var kind) == ReadOutcome.Read && kind == ObjectKind.Tree ? content.ToArray()
        : throw new DamagedException($"tree {id} cannot be read");

    /// <summary>Whether the cache-tree records that the entries of a folder are the tree <paramref name="id"/>.</summary>
    private bool IsSame(int folder, ReadOnlySpan<byte> id, int limit, out int entries) =>
        _index.Tree.TryGet(folder, _idLength, out entries, out var own) && entries <= limit && own.SequenceEqual(id);

    /// <summary>
    /// Compares the next entries up to but not including <paramref name="end"/> with one tree. Their paths share a prefix of
    /// <paramref name="prefix"/> bytes.
    /// </summary>
    private void Compare(ReadOnlySpan<byte> tree, int folder, int prefix, int end, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new DamagedException("folders are nested too deeply");
        }

        var (offset, hasEntry) = (0, TreeEntry.TryRead(tree, 0, _idLength, out var entry));
        while (_position < end)
        {
            var path = _index.GetPath(_position);
            var name = path[prefix..];
            var slash = name.IndexOf((byte)'/');
            var isFolder = slash >= 0;
            name = isFolder ? name[..slash] : name;
            while (hasEntry && Order(entry.Name, entry.IsTree, name, isFolder) < 0)
            {
                offset += entry.Length;
                hasEntry = offset < tree.Length && TreeEntry.TryRead(tree, offset, _idLength, out entry);
            }

            var isMatched = hasEntry && Order(entry.Name, entry.IsTree, name, isFolder) == 0;
            if (!isFolder)
            {
                Add(_position++, isMatched ? entry.Id : [], isMatched ? entry.Mode : 0);
                continue;
            }

            var child = _index.Tree.Find(folder, name);
            if (isMatched && IsSame(child, entry.Id, end - _position, out var covered) && covered > 0)
            {
                _position += covered;
                continue;
            }

            var inside = EndOfFolder(_position, end, path[..(prefix + slash + 1)]);
            Compare(isMatched ? ReadTree(new(entry.Id)) : [], child, prefix + slash + 1, inside, depth + 1);
        }
    }

    /// <summary>git's order of names in a tree: the name of a folder is compared as if it ended with '/'.</summary>
    private static int Order(ReadOnlySpan<byte> left, bool isLeftFolder, ReadOnlySpan<byte> right, bool isRightFolder)
    {
        var common = Math.Min(left.Length, right.Length);
        var order = left[..common].SequenceCompareTo(right[..common]);
        return order != 0 ? order : GetByte(left, common, isLeftFolder) - GetByte(right, common, isRightFolder);

        static int GetByte(ReadOnlySpan<byte> name, int offset, bool isFolder) => offset < name.Length ? name[offset] : isFolder ? '/' : 0;
    }

    private int EndOfFolder(int position, int end, ReadOnlySpan<byte> prefix)
    {
        // A path of version 4 is rebuilt in place, so the prefix is copied.
        var folder = prefix.ToArray();
        while (position < end && _index.GetPath(position).StartsWith(folder))
        {
            position++;
        }

        return position;
    }

    /// <summary>
    /// Adds a change. Submodules, unmerged paths, intent-to-add entries and mode-only changes are left out, because none of them adds
    /// content.
    /// </summary>
    private void Add(int position, ReadOnlySpan<byte> oldId, int oldMode)
    {
        var entry = _index.GetEntry(position);
        var kind = entry.Mode & KindMask;
        if (entry.Stage == 0 && !entry.IsIntent && kind != Submodule && !entry.Id.SequenceEqual(oldId))
        {
            var hasOld = oldId.Length > 0 && (oldMode & KindMask) != Submodule;
            _changes.Add(new(GitProgram.DecodeText(entry.Path), new(entry.Id), hasOld ? new ObjectId(oldId) : null, kind == SymbolicLink));
        }
    }
}
