namespace SecretSentry.Git.History;

/// <summary>
/// All commits in the order of their numbers in the store, which is pack order: neighbours in time are neighbours here. A commit is named
/// by its <em>ordinal</em>, its place in this order.
/// </summary>
public sealed class CommitGraph
{
    private readonly int[] _numbers;
    private readonly int[] _trees;
    private readonly long[] _times;
    private readonly int[][] _parents;

    private CommitGraph(List<ParsedCommit> commits)
    {
        commits.Sort((a, b) => a.Number.CompareTo(b.Number));
        _numbers = [.. commits.Select(commit => commit.Number)];
        _trees = [.. commits.Select(commit => commit.Tree)];
        _times = [.. commits.Select(commit => commit.Time)];
        _parents = [.. commits.Select(commit => Array.ConvertAll(commit.Parents, FindOrdinal))];
    }

    /// <summary>Commits.</summary>
    public int Count => _numbers.Length;

    /// <summary>Number in the store.</summary>
    public int NumberOf(int commit) => _numbers[commit];

    /// <summary>Number of the root tree; negative when it is missing.</summary>
    public int GetTree(int commit) => _trees[commit];

    /// <summary>Committer time, seconds since 1970; 0 when it cannot be read.</summary>
    public long TimeOf(int commit) => _times[commit];

    /// <summary>Ordinals of the parents, in the order of the commit; negative ones are missing.</summary>
    public IReadOnlyList<int> GetParents(int commit) => _parents[commit];

    /// <summary>
    /// Commits on the longest way from <paramref name="commit"/> to a root: a parent has fewer than its child, whatever the clocks said.
    /// </summary>
    public int GetDepth(int commit) => (_depths ??= ComputeDepths())[commit];

    private int[]? _depths;

    private int[] ComputeDepths()
    {
        var (depths, open) = (new int[Count], new Stack<int>());
        for (var commit = 0; commit < depths.Length; commit++)
        {
            open.Push(commit);
            while (open.TryPeek(out var top))
            {
                if (depths[top] == 0 && Array.Exists(_parents[top], parent => parent >= 0 && depths[parent] == 0))
                {
                    Array.ForEach(Array.FindAll(_parents[top], parent => parent >= 0 && depths[parent] == 0), open.Push);
                    continue;
                }

                depths[open.Pop()] = 1 + _parents[top].Where(parent => parent >= 0).Select(parent => depths[parent]).DefaultIfEmpty().Max();
            }
        }

        return depths;
    }

    /// <summary>The ordinal of the commit with a number; negative when it is no commit that was read.</summary>
    public int FindOrdinal(int number)
    {
        var index = number < 0 ? -1 : Array.BinarySearch(_numbers, number);
        return index < 0 ? -1 : index;
    }

    internal static CommitGraph Create(List<ParsedCommit> commits) => new(commits);
}
