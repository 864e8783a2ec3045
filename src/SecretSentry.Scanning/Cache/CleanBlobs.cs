using SecretSentry.Git.Objects;

namespace SecretSentry.Scanning.Cache;

/// <summary>
/// Keys of blobs that were scanned and contain no finding. Repositories of the same run share them, and a later run reads them from a file.
/// A blob with a finding is always scanned again, so the file contains nothing of a secret.
/// </summary>
public sealed class CleanBlobs
{
    /// <summary>Magic bytes and version of the format. The version is raised whenever the format changes.</summary>
    private static ReadOnlySpan<byte> Magic => "SSCLEAN1"u8;

    private readonly HashSet<ObjectId> _ids = [];

    /// <summary>Number of keys.</summary>
    public int Count => _ids.Count;

    /// <summary>Returns whether the blob was scanned and contains no finding.</summary>
    public bool Contains(ObjectId id) => _ids.Contains(id);

    /// <summary>Adds blobs that contain no finding.</summary>
    public void UnionWith(IEnumerable<ObjectId> ids) => _ids.UnionWith(ids);

    /// <summary>Adds the keys of a file that <see cref="Format"/> wrote. Adds nothing when the content has another form.</summary>
    internal void Add(ReadOnlySpan<byte> content, ObjectFormat format)
    {
        if (!content.StartsWith(Magic) || (content.Length - Magic.Length) % format.IdLength != 0)
        {
            return;
        }

        for (var offset = Magic.Length; offset < content.Length; offset += format.IdLength)
        {
            _ids.Add(new(content.Slice(offset, format.IdLength)));
        }
    }

    /// <summary>Returns all keys and <paramref name="more"/> as the content of a file, in the order of the keys.</summary>
    internal byte[] Format(ObjectFormat format, IEnumerable<ObjectId> more)
    {
        ObjectId[] ids = [.. _ids.Concat(more).Where(blobId => blobId.Length == format.IdLength).Distinct().Order()];
        var bytes = new byte[Magic.Length + ((long)ids.Length * format.IdLength)];
        Magic.CopyTo(bytes);
        var offset = Magic.Length;
        Span<byte> id = stackalloc byte[32];
        foreach (var blobId in ids)
        {
            blobId.CopyTo(id);
            id[..format.IdLength].CopyTo(bytes.AsSpan(offset));
            offset += format.IdLength;
        }

        return bytes;
    }
}
