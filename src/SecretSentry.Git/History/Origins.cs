namespace SecretSentry.Git.History;

/// <summary>All introductions, grouped by blob.</summary>
public sealed class Origins
{
    private readonly int[] _starts;
    private readonly Origin[] _all;

    internal Origins(IReadOnlyList<IReadOnlyList<Origin>> found, int objects)
    {
        _starts = new int[objects + 1];
        foreach (var list in found)
        {
            foreach (var origin in list)
            {
                _starts[origin.Blob + 1]++;
            }
        }

        for (var i = 0; i < objects; i++)
        {
            _starts[i + 1] += _starts[i];
        }

        var next = _starts.AsSpan(0, objects).ToArray();
        _all = new Origin[_starts[objects]];
        foreach (var list in found)
        {
            foreach (var origin in list)
            {
                _all[next[origin.Blob]++] = origin;
            }
        }
    }

    /// <summary>Whether some folders were nested too deep to be compared.</summary>
    public bool IsCutInDepth { get; init; }

    /// <summary>
    /// Whether the trees have so many paths that each blob has one introduction only: that by the first commit which contains it, at one
    /// of its paths.
    /// </summary>
    public bool IsCutInPaths { get; init; }

    /// <summary>All introductions.</summary>
    public ReadOnlySpan<Origin> All => _all;

    /// <summary>Returns the introductions of one blob, ordered by commit.</summary>
    public ReadOnlySpan<Origin> GetOrigins(int blob) => _all.AsSpan(_starts[blob].._starts[blob + 1]);
}
