namespace SecretSentry.Git.History;

/// <summary>
/// All commits in the order of their numbers in the store. This is pack order, so commits that are close in time are close here. A commit
/// is identified by its <em>ordinal</em>, its position in this order.
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

    /// <summary>Number of commits.</summary>
    public int Count => _numbers.Length;

    /// <summary>Returns the commit's number in the store.</summary>
    public int NumberOf(int commit) => _numbers[commit];

    /// <summary>Returns the number of the root tree; negative when it is missing.</summary>
    public int GetTree(int commit) => _trees[commit];

    /// <summary>Returns the committer time in seconds since 1970; 0 when it cannot be parsed.</summary>
    public long TimeOf(int commit) => _times[commit];

    /// <summary>
    /// Returns the ordinals of the parents, in the order of the commit. A negative ordinal means that the parent is missing.
    /// </summary>
    public IReadOnlyList<int> GetParents(int commit) => _parents[commit];

    /// <summary>
    /// Returns the number of commits on the longest path from <paramref name="commit"/> to a root. A parent has a smaller depth than its
    /// child, whatever the commit times are.
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

    /// <summary>Returns the ordinal of the commit with a number in the store; negative when no commit with that number was read.</summary>
    public int FindOrdinal(int number)
    {
        var index = number < 0 ? -1 : Array.BinarySearch(_numbers, number);
        return index < 0 ? -1 : index;
    }

    internal static CommitGraph Create(List<ParsedCommit> commits) => new(commits);
}
