using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Names;

/// <summary>
/// Everything by which a repository names objects: refs, HEADs of all worktrees, reflogs (the stash is one), unfinished operations, and the
/// index of each worktree. A missing object that has a name is damage, because git keeps what has a name.
/// </summary>
public sealed class RepositoryNames
{
    private RepositoryNames(ObjectId head, List<NamedObject> names, IReadOnlyList<ReflogEntry> entries, List<BrokenName> broken) =>
        (Head, Names, Entries, Broken) = (head, names, entries, broken);

    /// <summary>The object that HEAD of this worktree names; the default value when there is none.</summary>
    public ObjectId Head { get; }

    /// <summary>All names, without reflogs.</summary>
    public IReadOnlyList<NamedObject> Names { get; }

    /// <summary>Names whose records cannot be read.</summary>
    public IReadOnlyList<BrokenName> Broken { get; }

    /// <summary>All names, including both ids of each entry of a reflog.</summary>
    public IEnumerable<NamedObject> All => Names.Concat(Entries.SelectMany(entry =>
        new[] { new NamedObject(NameKind.Reflog, entry.Log, entry.Old), new NamedObject(NameKind.Reflog, entry.Log, entry.New) })
        .Where(name => name.Target is { Length: > 0, IsZero: false }));

    /// <summary>The entries of the reflogs.</summary>
    internal IReadOnlyList<ReflogEntry> Entries { get; }

    /// <summary>Reads all names. A repository that git cannot read has none, which is reported elsewhere.</summary>
    public static RepositoryNames Read(RepositoryLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (layout.GitProblem.Length > 0)
        {
            return new(default, [], [], []);
        }

        if (layout.UsesRefTables)
        {
            var tables = RefTables.Read(layout);
            tables.Names.AddRange(IndexNames.Read(layout, tables.Broken));
            return new(tables.Head, tables.Names, tables.Entries, tables.Broken);
        }

        var refs = RefFiles.Read(layout);
        refs.Names.AddRange(IndexNames.Read(layout, refs.Broken));
        return new(refs.Head, refs.Names, ReflogFiles.Read(layout, refs.Broken), refs.Broken);
    }
}
