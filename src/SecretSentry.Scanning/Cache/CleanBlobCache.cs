using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Cache;

/// <summary>The blobs of one repository found clean: from other repositories of the run and from the file of an earlier run.</summary>
internal sealed class CleanBlobCache
{
    private readonly CacheFile? _file;
    private readonly ObjectFormat _format;

    /// <summary>Reads the file, if the options want one.</summary>
    /// <param name="layout">The repository.</param>
    /// <param name="options">Decide whether there is a file, and which.</param>
    /// <param name="shared">Blobs that other repositories of the run found clean. Null: there are no other repositories.</param>
    public CleanBlobCache(RepositoryLayout layout, ScanOptions options, CleanBlobs? shared)
    {
        (Clean, IsShared, _format) = (shared ?? new(), shared is not null, layout.Format);
        if (options.Selection.UsesCache)
        {
            _file = CacheFile.Open(layout, options, "clean");
            Clean.Add(_file is null ? default : _file.Read().Span, _format);
        }
    }

    /// <summary>Blobs found clean before. May be read by several threads while nobody adds to it.</summary>
    public CleanBlobs Clean { get; }

    /// <summary>Whether other repositories of the run use new clean blobs.</summary>
    public bool IsShared { get; }

    /// <summary>Whether anybody uses new clean blobs: a file or another repository.</summary>
    public bool IsUsed => IsShared || _file is not null;

    /// <summary>Writes the file, if there is one, with all blobs and <paramref name="more"/>.</summary>
    public void Save(IEnumerable<ObjectId> more)
    {
        _file?.Write(Clean.Format(_format, more));
    }
}
