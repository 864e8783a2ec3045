using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Repository;

/// <summary>
/// Objects of a repository by id: read here when its formats are known, which starts no process, else by git. Objects that only a
/// quarantine holds (pre-receive) are found through the same environment variables that git uses. One per thread.
/// </summary>
public sealed class RepositoryObjects : IDisposable
{
    private readonly ObjectLookup? _lookup;
    private BlobReader? _git;

    private RepositoryObjects(string directory)
    {
        (Directory, Local) = (directory, LocalRepository.Find(directory));
        _lookup = Local is null ? null : new(Local.Format, Local.ObjectFolders);
    }

    /// <summary>Full path of the folder whose repository this is.</summary>
    public string Directory { get; }

    /// <summary>Null when git has to be asked for everything.</summary>
    internal LocalRepository? Local { get; }

    /// <summary>Null as <see cref="Local"/> is.</summary>
    internal ObjectLookup? Lookup => _lookup;

    /// <summary>The repository <paramref name="directory"/> is in; whether there is one shows when something is read.</summary>
    public static RepositoryObjects Open(string directory) => new(Path.GetFullPath(directory));

    /// <summary>
    /// The object, valid until the next call. False when it cannot be had whole; then <paramref name="problem"/> says why, and it is empty
    /// for a blob that is too large and that <see cref="Open(ObjectId)"/> opens.
    /// </summary>
    public bool TryRead(ObjectId id, out ReadOnlySpan<byte> content, out ObjectKind kind, out string problem)
    {
        content = [];
        (kind, problem) = (ObjectKind.Unknown, "");
        if (_lookup?.TryRead(id, out content, out kind) == true)
        {
            return true;
        }

        if (_lookup?.IsLarge == true)
        {
            return false;
        }

        _git ??= BlobReader.Start(Directory);
        var isRead = _git.TryRead(id.ToString(), out content, out var name, out problem);
        kind = isRead ? ObjectFormat.ParseKind(System.Text.Encoding.ASCII.GetBytes(name)) : ObjectKind.Unknown;
        return isRead;
    }

    /// <summary>A blob of any length, as a stream.</summary>
    /// <exception cref="IOException">It cannot be had.</exception>
    public Stream Open(ObjectId id) => _lookup?.TryOpen(id) ?? GitBlobStream.Open(Directory, id.ToString());

    /// <summary>Whether the object is here.</summary>
    public bool Contains(ObjectId id) => _lookup?.Contains(id) == true || TryRead(id, out _, out _, out var problem) || problem.Length == 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        _lookup?.Dispose();
        _git?.Dispose();
    }
}
