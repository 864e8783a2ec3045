using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>Reads the packed objects of one kind at a time, each pack family by family.</summary>
internal sealed class PackPass(ObjectStore store, ObjectDispatcher dispatcher, GitFallback fallback, VisitorThreads threads)
{
    private readonly Families[] _families = [.. store.Packs.Select(pack => new Families(pack))];

    /// <summary>Returns the families of a pack, by its position in <see cref="ObjectStore.Packs"/>.</summary>
    public Families GetFamilies(int pack) => _families[pack];

    /// <summary>
    /// Reads the objects of a kind: one family after another, the largest first, with one thread for each visitor. Blobs for which
    /// <paramref name="filter"/> returns false are left out; null reads all.
    /// </summary>
    public void Read(ObjectKind kind, BlobFilter? filter = null)
    {
        for (var i = 0; i < store.Packs.Count; i++)
        {
            var (pack, families, roots, next) = (i, _families[i], _families[i].GetRoots(kind), -1);
            threads.Run(roots.Count, visitor =>
            {
                var handler = new PackHandler(store, pack, dispatcher, fallback, visitor) { Filter = filter };
                using var walker = new FamilyWalker(store.Packs[pack], families, WalkLimits.Default);
                for (int index; (index = Interlocked.Increment(ref next)) < roots.Count;)
                {
                    store.Packs[pack].Prefetch(roots[Math.Min(index + 1, roots.Count - 1)]);
                    if (filter is null || handler.IsWanted(families, roots[index]))
                    {
                        walker.Walk(roots[index], handler, threads.Cancellation);
                    }
                }
            });
        }
    }
}
