using SecretSentry.Git.History;
using SecretSentry.Git.Process;

namespace SecretSentry.Tests.Oracles;

/// <summary>Who brought which blob: every commit's tree against its parents, merges against all of them (git's <c>-c</c>).</summary>
public static class Attribution
{
    /// <summary>Commits without a readable tree that are passed over; with more of them the reason is another one.</summary>
    private const int MaxBroken = 50;

    /// <summary>
    /// For each wanted blob its introductions, in the order in which the commits were given; blobs without any are absent, and commits
    /// whose tree cannot be read bring none.
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
            var (brought, error) = DiffTree.Run(directory, part);
            if (error is null)
            {
                brought.Where(one => wanted.Contains(one.Blob)).ToList()
                    .ForEach(one =>
                    (found.TryGetValue(one.Blob, out var list) ? list : found[one.Blob] = []).Add(new(one.Commit, one.Path)));
            }
            else if (part.Length > 1)
            {
                // git ends at the first tree it cannot read and does not say whose it is: halve until it stands alone.
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
