using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>The files that were moved between two trees.</summary>
public sealed class MovedFiles
{
    private readonly Dictionary<string, ObjectId> _byPath = new(StringComparer.Ordinal);
    private readonly HashSet<ObjectId> _sources = [];

    internal void Add(string path, ObjectId old)
    {
        _byPath[path] = old;
        _sources.Add(old);
    }

    /// <summary>
    /// Returns the older blob of a file that was moved to <paramref name="path"/>. Returns <paramref name="blob"/> itself when a moved file
    /// had this blob, because the new file is then a copy of it. Null: the file is neither moved nor such a copy.
    /// </summary>
    public ObjectId? FindOld(string path, ObjectId blob) => _byPath.TryGetValue(path, out var old) ? old
        : _sources.Contains(blob) ? blob : null;
}
