using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Purge.Objects;

/// <summary>
/// Passes the trees of a store to a visitor, family by family. Each tree is built once, however long its chain of deltas is.
/// </summary>
internal sealed class TreeWalk(ObjectStore store, HistoryReader reader, CancellationToken cancellation)
{
    /// <summary>
    /// Visits every tree once. With <paramref name="wanted"/>, only wanted trees are visited, and only families that contain one are
    /// walked.
    /// </summary>
    /// <exception cref="GitException">A tree can be read neither here nor by git.</exception>
    public void Run(TreeVisitor visitor, Func<int, bool>? wanted = null)
    {
        for (var pack = 0; pack < store.Packs.Count; pack++)
        {
            var (families, first) = (reader.GetFamilies(pack), store.GetFirstNumber(pack));
            var handler = new Handler(this, store.GetFirstNumber(pack), visitor, wanted);
            using var walker = new FamilyWalker(store.Packs[pack], families, WalkLimits.Default);
            foreach (var root in families.GetRoots(ObjectKind.Tree))
            {
                if (wanted is null || Contains(families, root, node => wanted(first + node)))
                {
                    handler.Pack = store.Packs[pack];
                    walker.Walk(root, handler, cancellation);
                }
            }

            handler.Rejected.ForEach(number => VisitTree(number, visitor));
        }

        foreach (var number in reader.LooseTrees)
        {
            if (wanted?.Invoke(number) != false)
            {
                VisitTree(number, visitor);
            }
        }
    }

    private static bool Contains(Families families, int root, Func<int, bool> wanted)
    {
        var open = new Stack<int>([root]);
        while (open.TryPop(out var node))
        {
            if (wanted(node))
            {
                return true;
            }

            for (var child = families.GetFirstChild(node); child >= 0; child = families.GetNextSibling(child))
            {
                open.Push(child);
            }
        }

        return false;
    }

    private void VisitTree(int number, TreeVisitor visitor)
    {
        using var objects = new ObjectReader(store);
        if (!objects.TryReadAnyhow(number, out var content, out _, out var problem))
        {
            throw new GitException(GitErrorKind.CommandFailed,
                $"the tree {store.GetId(number)} cannot be read ({problem}), so the history cannot be rewritten as a whole; repair it "
                + $"first (git fsck)");
        }

        visitor(number, content, -1, []);
    }

    private sealed class Handler(TreeWalk walk, int first, TreeVisitor visitor, Func<int, bool>? wanted) : IFamilyVisitor
    {
        /// <summary>Trees that only git can read, or that cannot be read at all.</summary>
        public List<int> Rejected { get; } = [];

        public PackFile? Pack { get; set; }

        public void Visit(int node, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta)
        {
            if (IsWanted(first + node))
            {
                visitor(first + node, content.Content, parent is null ? -1 : first + Pack!.GetParent(node), parent is null ? []
                    : parent.Content);
            }
        }

        public void Reject(int node, NodeFailure failure, string reason)
        {
            if (IsWanted(first + node))
            {
                Rejected.Add(first + node);
            }
        }

        private bool IsWanted(int number) => !walk.IsDuplicate(number) && wanted?.Invoke(number) != false;
    }

    private bool IsDuplicate(int number) => store.IsDuplicate(number);
}
