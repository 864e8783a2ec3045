using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using SecretSentry.Files;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Verify;

/// <summary>
/// Searches files for needles. A file of an object database is searched as it is, besides its objects, because text can follow them. Other
/// files are recognized by their content and not by their name: single objects are inflated, and packs and bundles are reported because
/// they cannot be searched.
/// </summary>
internal sealed partial class FileSearch(NeedleSearch search, List<string> problems)
{
    /// <summary>Enough for the first bytes of a pack, a bundle, or a compressed object.</summary>
    private const int HeadLength = 512;

    private readonly NeedleSearch _raw = search.CreateForCompressed();
    private readonly HashSet<string> _objectFolders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _folders = new(StringComparer.Ordinal);

    /// <summary>Records that the objects of a store were searched.</summary>
    public void AddSearched(ObjectStore store)
    {
        foreach (var folder in store.Layout.ObjectFolders)
        {
            _objectFolders.Add(folder);
            var names = Directory.EnumerateDirectories(folder, "??").Where(path => IsHex(Path.GetFileName(path)));
            _unread.UnionWith(names.SelectMany(Directory.EnumerateFiles).Where(file => IsShadowed(store, file)));
        }
    }

    /// <summary>Searches the content and the name of a file.</summary>
    public void Search(string file)
    {
        if (IsUnfinished(file) || file.EndsWith(".bundle", StringComparison.Ordinal))
        {
            problems.Add($"'{Redact(file)}' contains compressed objects that could not be searched; delete it");
        }

        if (HasNeedleInName(file))
        {
            problems.Add($"the name of the file '{Redact(file)}'");
        }

        try
        {
            if (new FileInfo(file).LinkTarget is { } link)
            {
                using var target = new MemoryStream(Encoding.UTF8.GetBytes(link));
                SearchStream(target, search, file);
                return;
            }

            using var content = ForeignFile.OpenStream(file);
            if (IsStored(file))
            {
                SearchStream(content, _raw, file);
            }
            else
            {
                SearchContent(content, file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"'{Redact(file)}' cannot be read: {e.Message}");
        }
    }

    private void SearchContent(FileStream content, string file)
    {
        var buffer = new byte[HeadLength];
        var head = buffer.AsSpan(0, content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        if ((IsPack(head) || IsBundle(head)) && !file.EndsWith(".bundle", StringComparison.Ordinal) && !IsUnfinished(file))
        {
            problems.Add($"'{Redact(file)}' contains compressed objects that could not be searched; delete it");
        }
        else if (IsObject(buffer[..head.Length]))
        {
            SearchObject(content, file);
        }

        content.Position = 0;
        SearchStream(content, search, file);
    }

    /// <summary>Inflates and searches a single object.</summary>
    private void SearchObject(FileStream content, string file)
    {
        content.Position = 0;
        try
        {
            using var inflated = new ZLibStream(content, CompressionMode.Decompress, leaveOpen: true);
            SearchStream(inflated, search, file);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            problems.Add($"'{Redact(file)}' contains a compressed object that cannot be read: {e.Message}");
        }
    }

    private void SearchStream(Stream content, NeedleSearch wanted, string file)
    {
        var undecoded = new HashSet<string>(StringComparer.Ordinal);
        if (StreamSearch.Find(content, wanted, undecoded) is { Count: > 0 } matches)
        {
            var names = matches.Select(match => $"{wanted.NameOf(match)}, {wanted.GetSpelling(match)}").Distinct(StringComparer.Ordinal);
            problems.Add($"'{Redact(file)}' ({string.Join(", ", names)})");
        }

        if (undecoded.Count > 0)
        {
            problems.Add($"'{Redact(file)}' was not searched completely: {string.Join("; ", undecoded)}");
        }
    }

    /// <summary>Whether the file is a part of an object database whose objects were searched. Compressed objects are not text.</summary>
    private bool IsStored(string file)
    {
        var match = GetStoredFileRegex().Match(file);
        return match.Success && _objectFolders.Contains(match.Groups[1].Value) && !_unread.Contains(file);
    }

    private static bool IsUnfinished(string file) => GetUnfinishedFileRegex().IsMatch(file);

    /// <summary>Whether a pack contains the object as well. The store then does not read this file.</summary>
    private static bool IsShadowed(ObjectStore store, string file)
    {
        var name = Path.GetFileName(Path.GetDirectoryName(file)) + Path.GetFileName(file);
        return ObjectId.TryParse(name, out var id) && IsPacked(store, id);
    }

    private static bool IsPacked(ObjectStore store, ObjectId id)
    {
        Span<byte> bytes = stackalloc byte[32];
        id.CopyTo(bytes);
        foreach (var pack in store.Packs)
        {
            if (pack.Find(bytes[..id.Length]) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the path or one of its names contains a needle. In encoded text a separator can be a digit.</summary>
    private bool HasNeedleInName(string path) => search.IsIn(Encoding.UTF8.GetBytes(path))
        || search.IsIn(Encoding.UTF8.GetBytes(Path.GetFileName(path)))
        || (Path.GetDirectoryName(path) is { Length: > 1 } folder && IsFolderDirty(folder));

    /// <summary>Returns the file's path without parts that contain a needle: the nearest parent folder whose path contains none.</summary>
    private string Redact(string file)
    {
        while (HasNeedleInName(file) && Path.GetDirectoryName(file) is { } folder)
        {
            file = folder;
        }

        return file;
    }

    private bool IsFolderDirty(string folder)
    {
        if (!_folders.TryGetValue(folder, out var isDirty))
        {
            isDirty = HasNeedleInName(folder);
            _folders[folder] = isDirty;
        }

        return isDirty;
    }

    private static bool IsHex(string name) => name.All(char.IsAsciiHexDigitLower);

    /// <summary>gitformat-pack: "PACK" and the version, 2 or 3.</summary>
    private static bool IsPack(ReadOnlySpan<byte> head) => head.Length > 7 && head.StartsWith("PACK\0\0\0"u8) && head[7] is 2 or 3;

    /// <summary>gitformat-bundle: "# v2 git bundle" or "# v3 git bundle".</summary>
    private static bool IsBundle(ReadOnlySpan<byte> head) => head.Length >= 16 && head.StartsWith("# v"u8)
        && head[4..].StartsWith(" git bundle\n"u8);

    /// <summary>Whether a file is compressed with zlib and begins with the kind and length of an object.</summary>
    private static bool IsObject(byte[] head)
    {
        if (head.Length < 8 || (head[0] & 0x0F) != 8 || ((head[0] << 8) | head[1]) % 31 != 0)
        {
            return false;
        }

        try
        {
            using var inflated = new ZLibStream(new MemoryStream(head), CompressionMode.Decompress);
            var start = new byte[8];
            var length = inflated.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return GetObjectStartRegex().IsMatch(Encoding.Latin1.GetString(start, 0, length));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false; // it is not compressed, and is searched as it is
        }
    }

    [GeneratedRegex(@"^(.*)/(?:[0-9a-f]{2}/[0-9a-f]{38,62}|pack/[^/]+\.(?:pack|idx|rev|bitmap|mtimes)|pack/multi-pack-index[^/]*)$",
        RegexOptions.Singleline)]
    private static partial Regex GetStoredFileRegex();

    [GeneratedRegex(@"/objects/(?:[0-9a-f]{2}|pack)/(?:\.?tmp_|incoming)")]
    private static partial Regex GetUnfinishedFileRegex();

    [GeneratedRegex("^(?:blob|tree|commit|tag) [0-9]?")]
    private static partial Regex GetObjectStartRegex();
}
