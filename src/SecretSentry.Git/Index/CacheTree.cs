using System.Buffers.Text;
using System.Text;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Index;

/// <summary>
/// The tree records of the index (gitformat-index, "Cache tree"). For a folder in which nothing was staged since the record was written,
/// they contain the id of its tree and the number of entries it covers. A folder is identified by its number, which is its position in the
/// extension; 0 is the top.
/// </summary>
internal sealed class CacheTree
{
    /// <summary>Deeper folders are compared entry by entry.</summary>
    private const int MaxDepth = 512;

    /// <summary>Number of folders in a folder that are compared one by one. More than that are looked up.</summary>
    private const int FewChildren = 32;

    private readonly List<Folder> _folders = [];
    private readonly Dictionary<int, Dictionary<string, int>> _children = [];
    private readonly byte[] _bytes;

    private CacheTree(byte[] bytes) => _bytes = bytes;

    /// <param name="Name">Offset of its name.</param>
    /// <param name="NameLength">Length of its name in bytes.</param>
    /// <param name="Entries">Number of entries it covers; negative when it is out of date.</param>
    /// <param name="Id">Offset of the id, when it is up to date.</param>
    /// <param name="Next">Number of the folder that follows this one and all folders in it.</param>
    private readonly record struct Folder(int Name, int NameLength, int Entries, int Id, int Next);

    /// <summary>A cache-tree without information on any folder.</summary>
    public static CacheTree Unknown { get; } = new([]);

    /// <summary>Reads the extension. A damaged extension results in a cache-tree without information, which only costs time.</summary>
    public static CacheTree Read(ReadOnlySpan<byte> extension, int idLength)
    {
        var tree = new CacheTree(extension.ToArray());
        var offset = 0;
        if (extension.Length > 0 && !tree.Add(ref offset, idLength, 0))
        {
            tree._folders.Clear();
        }

        return tree;
    }

    /// <summary>
    /// Returns the number of the folder <paramref name="name"/> directly in folder <paramref name="parent"/>. The number is negative when
    /// there is no record of the folder, and whenever <paramref name="parent"/> is negative.
    /// </summary>
    public int Find(int parent, ReadOnlySpan<byte> name)
    {
        if (parent < 0 || parent >= _folders.Count)
        {
            return -1;
        }

        var (child, passed) = (parent + 1, 0);
        for (; child < _folders[parent].Next && passed < FewChildren; child = _folders[child].Next, passed++)
        {
            if (GetName(child).SequenceEqual(name))
            {
                return child;
            }
        }

        return child < _folders[parent].Next ? FindAmongMany(parent, name) : -1;
    }

    /// <summary>Looks a folder up by name. git orders the records by length, so the folders are not asked for in their order.</summary>
    private int FindAmongMany(int parent, ReadOnlySpan<byte> name)
    {
        if (!_children.TryGetValue(parent, out var children))
        {
            _children[parent] = children = new(StringComparer.Ordinal);
            for (var child = parent + 1; child < _folders[parent].Next; child = _folders[child].Next)
            {
                children.TryAdd(Encoding.Latin1.GetString(GetName(child)), child);
            }
        }

        return children.TryGetValue(Encoding.Latin1.GetString(name), out var found) ? found : -1;
    }

    private ReadOnlySpan<byte> GetName(int folder) => _bytes.AsSpan(_folders[folder].Name, _folders[folder].NameLength);

    /// <summary>
    /// Gets the number of entries that a folder covers and the id of its tree. Returns false when the record is out of date or the number
    /// is negative.
    /// </summary>
    public bool TryGet(int folder, int idLength, out int entries, out ReadOnlySpan<byte> id)
    {
        entries = 0;
        id = [];
        if (folder < 0 || folder >= _folders.Count || _folders[folder].Entries < 0)
        {
            return false;
        }

        entries = _folders[folder].Entries;
        id = _bytes.AsSpan(_folders[folder].Id, idLength);
        return true;
    }

    /// <summary>Returns the ids of all folders whose record is up to date.</summary>
    public IEnumerable<ObjectId> ListTrees(int idLength) => _folders.Where(folder => folder.Entries >= 0)
        .Select(folder => new ObjectId(_bytes.AsSpan(folder.Id, idLength)));

    /// <summary>A record is "name NUL entries SP folders LF", the id unless entries is negative, then the folders in it.</summary>
    private bool Add(ref int offset, int idLength, int depth)
    {
        var rest = _bytes.AsSpan(offset);
        var nameLength = rest.IndexOf((byte)0);
        if (nameLength < 0 || depth > MaxDepth
            || !Utf8Parser.TryParse(rest[(nameLength + 1)..], out int entries, out var digits)
            || GetByte(rest, nameLength + 1 + digits) != ' '
            || !Utf8Parser.TryParse(rest[(nameLength + digits + 2)..], out int folders, out var more)
            || GetByte(rest, nameLength + digits + 2 + more) != '\n')
        {
            return false;
        }

        var (number, name, id) = (_folders.Count, offset, offset + nameLength + digits + more + 3);
        offset = id + (entries < 0 ? 0 : idLength);
        if (offset > _bytes.Length)
        {
            return false;
        }

        _folders.Add(default);
        for (var i = 0; i < folders; i++)
        {
            if (!Add(ref offset, idLength, depth + 1))
            {
                return false;
            }
        }

        _folders[number] = new(name, nameLength, entries, id, _folders.Count);
        return true;
    }

    private static int GetByte(ReadOnlySpan<byte> bytes, int offset) => offset < bytes.Length ? bytes[offset] : -1;
}
