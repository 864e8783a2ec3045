using SecretSentry.Files;

namespace SecretSentry.Git.History;

/// <summary>
/// The number of tree entries that may be passed in the search for the commits which introduced blobs. Histories pass few entries more than
/// they have objects: each tree is compared once, with that of the parent. A repository can name one tree many times, though, and then a
/// few objects have more paths than can be listed. The threads of a search share one budget. Whether it is spent does not depend on their
/// order, because all entries count.
/// </summary>
/// <param name="objects">Number of objects of the repository.</param>
internal sealed class PathBudget(int objects)
{
    private readonly long _all = Budgets.Paths.Value + (Budgets.PathsPerObject.Value * objects);
    private long _spent;

    /// <summary>Whether more entries were passed than allowed.</summary>
    public bool IsSpent => Volatile.Read(ref _spent) > _all;

    /// <summary>Whether the budget allows less than a number of entries.</summary>
    public bool IsLess(long entries) => entries > _all;

    /// <summary>Counts entries that were passed.</summary>
    public void Count(long entries) => Interlocked.Add(ref _spent, entries);
}
