using System.Buffers.Binary;
using System.Text;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Index;

/// <summary>
/// An index of version 2, 3 or 4 with its cache-tree (gitformat-index). Entries are read in place. The checksum at the end is not computed,
/// as in git. Split and sparse indexes and all other mandatory extensions are not supported here.
/// </summary>
internal sealed unsafe class IndexFile : IDisposable
{
    private const int Header = 12;
    private const int BeforeId = 40;
    private const int NameMask = 0xFFF;
    private const int Extended = 0x4000;
    private const int IntentToAdd = 0x2000;

    private readonly FileMap _file;
    private readonly int _idLength;
    private int _version;
    private int[] _starts = [];
    private byte[] _path = [];
    private int _pathOf = -1;
    private int _pathLength;

    private IndexFile(string path, ObjectFormat format)
    {
        _idLength = format.IdLength;
        _file = FileMap.Open(path);
    }

    /// <summary>Number of entries in all stages.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The ids of trees that are known to match a folder of the index.</summary>
    public CacheTree Tree { get; private set; } = CacheTree.Unknown;

    private ReadOnlySpan<byte> Bytes => new(_file.Start, (int)_file.Length);

    /// <summary>Opens an index.</summary>
    /// <exception cref="DamagedException">The format is not supported here, or the index is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IndexFile Open(string path, ObjectFormat format)
    {
        var index = new IndexFile(path, format);
        try
        {
            index.Load();
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Returns the entry at a position. In version 4 a path is built from the previous ones, so reading forward is cheap and reading
    /// backward is not.
    /// </summary>
    public IndexEntry GetEntry(int position)
    {
        var entry = Bytes[_starts[position].._starts[position + 1]];
        var flags = BinaryPrimitives.ReadUInt16BigEndian(entry[(BeforeId + _idLength)..]);
        var isIntent = (flags & Extended) != 0
            && (BinaryPrimitives.ReadUInt16BigEndian(entry[(BeforeId + _idLength + 2)..]) & IntentToAdd) != 0;
        return new((int)BinaryPrimitives.ReadUInt32BigEndian(entry[24..]), entry.Slice(BeforeId, _idLength), GetPath(position),
            (flags >> 12) & 3, isIntent);
    }

    /// <inheritdoc cref="IndexEntry.Path"/>
    public ReadOnlySpan<byte> GetPath(int position)
    {
        if (_version < 4)
        {
            var name = NameOf(position);
            return name[..name.IndexOf((byte)0)];
        }

        if (position < _pathOf)
        {
            (_pathOf, _pathLength) = (-1, 0);
        }

        while (_pathOf < position)
        {
            var rest = NameOf(++_pathOf);
            var kept = _pathLength - ReadVariableLength(ref rest);
            var added = rest.IndexOf((byte)0);
            Require(kept >= 0 && added >= 0 && kept + added <= _path.Length, "a path in the index is not valid");
            rest[..added].CopyTo(_path.AsSpan(kept));
            _pathLength = kept + added;
        }

        return _path.AsSpan(0, _pathLength);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>
    /// The bytes that follow the flags: the path and NULs. In version 4: the number of bytes to remove from the previous path, the bytes to
    /// add, and a NUL.
    /// </summary>
    private ReadOnlySpan<byte> NameOf(int position) => Bytes[NameStart(_starts[position]).._starts[position + 1]];

    private int NameStart(int start)
    {
        var flags = start + BeforeId + _idLength;
        return flags + (_version > 2 && (_file.Start[flags] & (Extended >> 8)) != 0 ? 4 : 2);
    }

    private void Load()
    {
        Require(_file.Length is >= Header and <= int.MaxValue && Bytes[..4].SequenceEqual("DIRC"u8), "the index does not begin with DIRC");
        _version = (int)BinaryPrimitives.ReadUInt32BigEndian(Bytes[4..]);
        Require(_version is >= 2 and <= 4, "the version of the index is not supported");
        var count = BinaryPrimitives.ReadUInt32BigEndian(Bytes[8..]);
        Require(count <= _file.Length / (BeforeId + _idLength), "the index contains fewer entries than its header says");
        _starts = GC.AllocateUninitializedArray<int>((int)count + 1);
        _path = _version == 4 ? new byte[(int)Math.Min(_file.Length, 1 << 20)] : [];
        FindEntries();
        Tree = CacheTree.Read(FindExtension("TREE"u8), _idLength);
    }

    private void FindEntries()
    {
        var (offset, end) = (Header, (int)_file.Length - _idLength);
        for (var i = 0; i < Count; i++)
        {
            _starts[i] = offset;
            Require(offset + BeforeId + _idLength + 4 <= end, "the index ends in the middle of an entry");
            var name = NameStart(offset);
            var length = BinaryPrimitives.ReadUInt16BigEndian(Bytes[(offset + BeforeId + _idLength)..]) & NameMask;
            offset = _version == 4 ? NameEnd(name, end) + 1 : AlignEnd(offset, length == NameMask ? NameEnd(name, end) : name + length);
            Require(offset <= end && _file.Start[offset - 1] == 0, "a path in the index does not have the expected length");
        }

        _starts[Count] = offset;
    }

    /// <summary>
    /// Returns the offset of the NUL after a path. In version 4 a number precedes the path; only its last byte has no high bit.
    /// </summary>
    private int NameEnd(int name, int end)
    {
        while (_version == 4 && name < end && (_file.Start[name] & 0x80) != 0)
        {
            name++;
        }

        name += _version == 4 ? 1 : 0;
        var length = name < end ? Bytes[name..end].IndexOf((byte)0) : -1;
        Require(length >= 0, "a path in the index is not terminated");
        return name + length;
    }

    /// <summary>Returns the end of an entry. The length of an entry is a multiple of eight, and at least one NUL ends the path.</summary>
    private static int AlignEnd(int start, int nameEnd) => start + ((nameEnd - start + 8) & ~7);

    private static int ReadVariableLength(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        for (var i = 0; i < bytes.Length && i < 5; i++)
        {
            value = (i == 0 ? 0 : value + 1) << 7 | (uint)(bytes[i] & 0x7F);
            if ((bytes[i] & 0x80) == 0)
            {
                bytes = bytes[(i + 1)..];
                return (int)Math.Min(value, int.MaxValue);
            }
        }

        throw new DamagedException("a number in the index is not terminated");
    }

    /// <summary>
    /// Returns the content of an extension; empty when there is none. An extension whose name does not start with a capital letter is
    /// mandatory.
    /// </summary>
    private ReadOnlySpan<byte> FindExtension(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> found = [];
        var rest = Bytes[_starts[Count]..^_idLength];
        while (rest.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
            Require(length <= rest.Length - 8, "an extension of the index is truncated");
            Require(rest[0] is >= (byte)'A' and <= (byte)'Z',
                $"the index has the extension '{Encoding.ASCII.GetString(rest[..4])}', which is not supported");
            if (rest.StartsWith(name))
            {
                found = rest.Slice(8, (int)length);
            }

            rest = rest[(8 + (int)length)..];
        }

        return found;
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new DamagedException(otherwise);
        }
    }
}
