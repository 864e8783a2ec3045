using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Repository;

/// <summary>
/// Reads objects of a repository by id. They are read directly when the repository's formats are supported, which starts no process;
/// otherwise by git. Objects that exist only in a quarantine (pre-receive) are found through the same environment variables that git uses.
/// An instance belongs to one thread.
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

    /// <summary>Full path of the folder that was given. It is inside the repository.</summary>
    public string Directory { get; }

    /// <summary>The repository as read directly; null when git is needed for everything.</summary>
    internal LocalRepository? Local { get; }

    /// <summary>Null when <see cref="Local"/> is null.</summary>
    internal ObjectLookup? Lookup => _lookup;

    /// <summary>
    /// Opens the repository that contains <paramref name="directory"/>. A missing repository is detected only when something is read.
    /// </summary>
    public static RepositoryObjects Open(string directory) => new(Path.GetFullPath(directory));

    /// <summary>
    /// Reads an object. The content is valid until the next call. <paramref name="problem"/> is the reason why it is unreadable; empty
    /// otherwise. <see cref="Open(ObjectId)"/> opens a blob that is too large.
    /// </summary>
    public ReadOutcome Read(ObjectId id, out ReadOnlySpan<byte> content, out ObjectKind kind, out string problem)
    {
        content = [];
        (kind, problem) = (ObjectKind.Unknown, "");
        if (_lookup?.Read(id, out content, out kind) is { } outcome and not ReadOutcome.Unreadable)
        {
            return outcome;
        }

        if (_lookup?.Refusal is { Length: > 0 } refusal)
        {
            problem = refusal;
            return ReadOutcome.Unreadable;
        }

        _git ??= BlobReader.Start(Directory);
        var isRead = _git.TryRead(id.ToString(), out content, out var name, out problem);
        kind = isRead ? ObjectFormat.ParseKind(System.Text.Encoding.ASCII.GetBytes(name)) : ObjectKind.Unknown;
        return isRead ? ReadOutcome.Read : ReadOutcome.Unreadable;
    }

    /// <summary>Opens an object of any length as a stream.</summary>
    /// <exception cref="IOException">The object cannot be read, or it is beyond the limits on objects that are built.</exception>
    public Stream Open(ObjectId id) => _lookup?.TryOpen(id)
        ?? (_lookup?.Refusal is { Length: > 0 } refusal ? throw new IOException(refusal) : GitBlobStream.Open(Directory, id.ToString()));

    /// <summary>
    /// Returns the first bytes of an object of any length and kind: all of it when it has at most <paramref name="length"/> bytes. Empty
    /// when it cannot be read.
    /// </summary>
    public byte[] ReadStart(ObjectId id, int length)
    {
        try
        {
            using var stream = Open(id);
            var start = new byte[(int)Math.Min(length, Math.Max(0, stream.Length))];
            return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return []; // the caller reports the object
        }
    }

    /// <summary>Whether the repository contains the object.</summary>
    public bool Contains(ObjectId id) => _lookup?.Contains(id) == true || Read(id, out _, out _, out _) != ReadOutcome.Unreadable;

    /// <inheritdoc/>
    public void Dispose()
    {
        _lookup?.Dispose();
        _git?.Dispose();
    }
}
