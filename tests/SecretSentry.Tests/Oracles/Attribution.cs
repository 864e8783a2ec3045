using SecretSentry.Git.Process;

namespace SecretSentry.Tests.Oracles;

/// <summary>
/// Finds the commits that introduced blobs. Each commit's tree is compared with its parents, a merge with all of them (git's <c>-c</c>).
/// </summary>
public static class Attribution
{
    /// <summary>
    /// Maximum number of commits without a readable tree that are skipped. With more of them the cause is something else.
    /// </summary>
    private const int MaxBroken = 50;

    /// <summary>
    /// Returns the introductions of each wanted blob, in the order in which the commits were given. Blobs without introductions are absent.
    /// Commits whose tree cannot be read introduce nothing.
    /// </summary>
    /// <exception cref="GitException">git failed.</exception>
    public static IReadOnlyDictionary<string, List<Introduction>> Of(string directory, IReadOnlyCollection<string> commits,
        IReadOnlySet<string> wanted)
    {
        var found = new Dictionary<string, List<Introduction>>(StringComparer.Ordinal);
        var broken = 0;
        var open = new Stack<ReadOnlyMemory<string>>([commits.ToArray()]);
        while (open.TryPop(out var part))
        {
            var (introduced, error) = DiffTree.Run(directory, part);
            if (error is null)
            {
                introduced.Where(one => wanted.Contains(one.Blob)).ToList()
                    .ForEach(one =>
                    (found.TryGetValue(one.Blob, out var list) ? list : found[one.Blob] = []).Add(new(one.Commit, one.Path)));
            }
            else if (part.Length > 1)
            {
                // git stops at the first tree that it cannot read and does not name the commit. The list is halved to find it.
                open.Push(part[(part.Length / 2)..]);
                open.Push(part[..(part.Length / 2)]);
            }
            else if (++broken > MaxBroken)
            {
                throw GitProgram.CreateException(directory, error);
            }
        }

        return found;
    }
}
