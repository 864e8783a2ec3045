using System.Collections;
using SecretSentry.Git.History;
using SecretSentry.Git.Process;

namespace SecretSentry.Purge.Objects;

/// <summary>Orders commits so that parents precede children.</summary>
internal static class CommitOrder
{
    /// <summary>
    /// Returns the ordinals of all commits that are reachable from <paramref name="roots"/>, parents before children. Negative roots are
    /// ignored.
    /// </summary>
    /// <exception cref="GitException">A needed commit or tree is missing.</exception>
    public static IReadOnlyList<int> Compute(CommitGraph graph, IEnumerable<int> roots)
    {
        var (order, seen, open) = (new List<int>(), new BitArray(graph.Count), new Stack<(int Commit, int Next)>());
        foreach (var root in roots.Where(root => root >= 0))
        {
            Enter(root);
            while (open.TryPop(out var top))
            {
                var parents = graph.GetParents(top.Commit);
                if (top.Next == parents.Count)
                {
                    order.Add(top.Commit);
                    continue;
                }

                open.Push((top.Commit, top.Next + 1));
                Enter(parents[top.Next]);
            }
        }

        return order;

        void Enter(int commit)
        {
            if (commit < 0 || graph.GetTree(commit) < 0)
            {
                throw new GitException(GitErrorKind.CommandFailed,
                    "a commit or tree of the history is missing; complete the repository before rewriting it (git fetch, git "
                    + "fsck)");
            }

            if (!seen[commit])
            {
                seen[commit] = true;
                open.Push((commit, 0));
            }
        }
    }
}
