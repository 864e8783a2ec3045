using SecretSentry.Files;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Repository;

namespace SecretSentry.Git.Push;

/// <summary>
/// Reads commits and trees by id, and keeps the trees it has read up to 32 MB in all. An instance belongs to one thread.
/// </summary>
/// <param name="objects">The repository.</param>
public sealed class TreeReader(RepositoryObjects objects)
{
    private const int KeptBytes = 32 << 20;
    private const int MaxHeader = 1 << 20;

    private readonly Dictionary<ObjectId, byte[]> _kept = [];
    private long _bytes;

    /// <summary>Returns the content of a tree (gitformat-tree).</summary>
    /// <exception cref="DamagedException">The tree is missing, damaged, too long, or not a tree.</exception>
    public byte[] Read(ObjectId tree)
    {
        if (_kept.TryGetValue(tree, out var cached))
        {
            return cached;
        }

        var outcome = objects.Read(tree, out var content, out var kind, out var problem);
        if (outcome == ReadOutcome.Unreadable || kind != ObjectKind.Tree)
        {
            throw new DamagedException(outcome == ReadOutcome.Unreadable ? problem : "it is not a tree");
        }

        return Keep(tree, outcome == ReadOutcome.Read ? content.ToArray() : ReadLarge(tree));
    }

    /// <summary>Returns the tree and the parents that a commit names.</summary>
    /// <exception cref="DamagedException">The commit is missing or damaged, or it names no tree.</exception>
    public (ObjectId Tree, ObjectId[] Parents) ReadCommit(ObjectId commit)
    {
        var outcome = objects.Read(commit, out var content, out var kind, out var problem);
        if (outcome == ReadOutcome.Unreadable)
        {
            throw new DamagedException(problem);
        }

        var header = outcome == ReadOutcome.Read ? content : objects.ReadStart(commit, MaxHeader);
        var end = header.IndexOf((byte)'\n');
        return kind == ObjectKind.Commit && end > 5 && header.StartsWith("tree "u8) && ObjectId.TryParse(header[5..end], out var tree)
            ? (tree, CommitInfo.ParseParents(header))
            : throw new DamagedException("it is not a commit with a tree");
    }

    /// <summary>
    /// Returns the object at a path below a commit's tree. Returns null when there is none, or when a tree on the way cannot be read.
    /// </summary>
    public ObjectId? Find(ObjectId commit, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            ObjectId? found = ReadCommit(commit).Tree;
            foreach (var name in path.Split('/'))
            {
                if (found is not { } tree || (found = FindEntry(tree, name)) is null)
                {
                    return null;
                }
            }

            return found;
        }
        catch (DamagedException)
        {
            return null; // as for git, what cannot be read has no paths
        }
    }

    private ObjectId? FindEntry(ObjectId tree, string name)
    {
        var content = Read(tree);
        for (var offset = 0; TreeEntry.TryRead(content, offset, tree.Length, out var entry); offset += entry.Length)
        {
            if (GitProgram.DecodeText(entry.Name) == name)
            {
                return new(entry.Id);
            }
        }

        return null;
    }

    private byte[] ReadLarge(ObjectId tree)
    {
        var content = objects.ReadStart(tree, Budgets.TextObject.Length);
        return content.Length > 0 && content.Length < Budgets.TextObject.Length ? content
            : throw new DamagedException($"its tree is too long, or cannot be read; {Budgets.TextObject}");
    }

    private byte[] Keep(ObjectId tree, byte[] content)
    {
        _bytes += content.Length;
        if (_bytes > KeptBytes)
        {
            _kept.Clear();
            _bytes = content.Length;
        }

        return _kept[tree] = content;
    }
}
