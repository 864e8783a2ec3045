using System.Buffers.Text;

namespace SecretSentry.Git.Index;

/// <summary>
/// The index's own record of trees (gitformat-index, "Cache tree"): for a folder in which nothing was staged since, the id of its tree and
/// how many entries it covers. A folder is named by its number, its place in the extension; 0 is the top.
/// </summary>
internal sealed class CacheTree
{
    /// <summary>Deeper folders are compared entry by entry.</summary>
    private const int MaxDepth = 512;

    private readonly List<Folder> _folders = [];
    private readonly byte[] _bytes;

    private CacheTree(byte[] bytes) => _bytes = bytes;

    /// <param name="Name">Where its name starts.</param>
    /// <param name="NameLength">Bytes of its name.</param>
    /// <param name="Entries">Entries it covers; negative when it is out of date.</param>
    /// <param name="Id">Where the id starts, when it is up to date.</param>
    /// <param name="Next">Number of the folder behind it and everything in it.</param>
    private readonly record struct Folder(int Name, int NameLength, int Entries, int Id, int Next);

    /// <summary>Says nothing of any folder.</summary>
    public static CacheTree Unknown { get; } = new([]);

    /// <summary>Reads the extension; one that is damaged says nothing, which costs time only.</summary>
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
    /// The number of the folder <paramref name="name"/> directly in folder <paramref name="parent"/>; negative when nothing is known of it,
    /// as of all in a negative one.
    /// </summary>
    public int Find(int parent, ReadOnlySpan<byte> name)
    {
        if (parent < 0 || parent >= _folders.Count)
        {
            return -1;
        }

        for (var child = parent + 1; child < _folders[parent].Next; child = _folders[child].Next)
        {
            if (_bytes.AsSpan(_folders[child].Name, _folders[child].NameLength).SequenceEqual(name))
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>How many entries a folder covers, and the id of its tree; false when it is out of date or negative.</summary>
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

    /// <summary>"name NUL entries SP folders LF", the id unless entries is negative, then the folders in it.</summary>
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
