using System.Buffers.Text;
using SecretSentry.Git.Objects;

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
        _parents = [.. commits.Select(commit => Array.ConvertAll(commit.Parents, Ordinal))];
    }

    /// <summary>Commits.</summary>
    public int Count => _numbers.Length;

    /// <summary>Number in the store.</summary>
    public int NumberOf(int commit) => _numbers[commit];

    /// <summary>Number of the root tree; negative when it is missing.</summary>
    public int TreeOf(int commit) => _trees[commit];

    /// <summary>Committer time, seconds since 1970; 0 when it cannot be read.</summary>
    public long TimeOf(int commit) => _times[commit];

    /// <summary>Ordinals of the parents, in the order of the commit; negative ones are missing.</summary>
    public IReadOnlyList<int> ParentsOf(int commit) => _parents[commit];

    /// <summary>
    /// Commits on the longest way from <paramref name="commit"/> to a root: a parent has fewer than its child, whatever the clocks said.
    /// </summary>
    public int DepthOf(int commit) => (_depths ??= Depths())[commit];

    private int[]? _depths;

    private int[] Depths()
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
    public int Ordinal(int number)
    {
        var place = number < 0 ? -1 : Array.BinarySearch(_numbers, number);
        return place < 0 ? -1 : place;
    }

    internal static CommitGraph Of(List<ParsedCommit> commits) => new(commits);
}

/// <summary>What the graph needs of a commit.</summary>
/// <param name="Number">Number in the store.</param>
/// <param name="Tree">Number of its tree; negative when it is missing.</param>
/// <param name="Parents">Numbers of its parents; negative ones are missing.</param>
/// <param name="Time">Committer time.</param>
internal readonly record struct ParsedCommit(int Number, int Tree, int[] Parents, long Time)
{
    /// <summary>
    /// Reads the head of a commit; ids that are not in the store are given to <paramref name="isMissing"/>. Malformed lines are passed
    /// over: old repositories hold them.
    /// </summary>
    public static ParsedCommit Parse(int number, ReadOnlySpan<byte> content, ObjectStore store, Action<ObjectId> isMissing)
    {
        var (tree, time, parents) = (-1, 0L, new List<int>(1));
        for (var rest = content; !rest.IsEmpty && rest[0] != '\n';)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.StartsWith("tree "u8))
            {
                tree = Resolve(line[5..], store, isMissing);
            }
            else if (line.StartsWith("parent "u8))
            {
                parents.Add(Resolve(line[7..], store, isMissing));
            }
            else if (line.StartsWith("committer "u8))
            {
                time = Utf8Parser.TryParse(line[(line.LastIndexOf((byte)'>') + 1)..].TrimStart((byte)' '), out long seconds, out _)
                    ? seconds : 0;
            }
        }

        return new(number, tree, [.. parents], time);
    }

    private static int Resolve(ReadOnlySpan<byte> digits, ObjectStore store, Action<ObjectId> isMissing)
    {
        if (!ObjectId.TryParse(digits, out var id))
        {
            return -1;
        }

        var number = store.Find(id);
        if (number < 0)
        {
            isMissing(id);
        }

        return number;
    }
}
