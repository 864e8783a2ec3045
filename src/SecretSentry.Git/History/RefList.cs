using SecretSentry.Git.Names;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>The starting points of history: HEAD, refs, reflogs, stash entries.</summary>
internal sealed record RefList(ObjectId Head, IReadOnlyList<Ref> Refs, IReadOnlyList<ObjectId> Reflogs, IReadOnlyList<ObjectId> Stashes,
    IReadOnlyList<(ObjectId Id, long Time)> Pushes)
{
    private const string Stash = "refs/stash";
    private static readonly string[] Order = ["refs/heads/", "refs/remotes/", "refs/tags/"];

    /// <summary>HEADs of all worktrees.</summary>
    public required IReadOnlyList<ObjectId> Heads { get; init; }

    /// <summary>Sorts the names of a repository.</summary>
    public static RefList Create(RepositoryNames names)
    {
        var heads = names.Names.Where(name => name.Kind == NameKind.Head).Select(name => name.Target).ToArray();
        var stash = names.Entries.Where(entry => entry.Log == Stash).SelectMany(ListIds);
        var pushes = names.Entries.Where(entry => entry.Log.StartsWith("refs/remotes/", StringComparison.Ordinal) && entry.Time > 0
            && !entry.New.IsZero).Select(entry => (entry.New, entry.Time));
        return new(names.Head, SortRefs(names), [.. names.Entries.SelectMany(ListIds)], [.. stash], [.. pushes])
        {
            Heads = heads,
        };
    }

    private static Ref[] SortRefs(RepositoryNames names) => [.. names.Names.Where(name => name.Kind == NameKind.Ref)
        .Select(name => new Ref(name.Name, name.Target))
        .OrderBy(entry => Array.FindIndex(Order, prefix =>
            entry.Name.StartsWith(prefix, StringComparison.Ordinal)) is >= 0 and var index ? index : Order.Length)
        .ThenBy(entry => entry.Name, StringComparer.Ordinal)];

    /// <summary>Both ids count: the old id of the first entry may occur nowhere else.</summary>
    private static IEnumerable<ObjectId> ListIds(ReflogEntry entry) =>
        new[] { entry.Old, entry.New }.Where(id => id is { Length: > 0, IsZero: false });
}
