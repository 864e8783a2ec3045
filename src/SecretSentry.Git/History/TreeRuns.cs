namespace SecretSentry.Git.History;

/// <summary>The runs of a tree in a <see cref="TreeTable"/>: their numbers, and behind which entry each ends.</summary>
internal sealed class TreeRuns
{
    /// <summary>Number of each run.</summary>
    public List<int> Numbers { get; } = [];

    /// <summary>Entries up to the end of each run.</summary>
    public List<int> Ends { get; } = [];

    /// <summary>Number of each group; the table fills it.</summary>
    public List<int> Groups { get; } = [];

    public void Clear()
    {
        Groups.Clear();
        Numbers.Clear();
        Ends.Clear();
    }

    public void Add(int number, int end)
    {
        Numbers.Add(number);
        Ends.Add(end);
    }

    /// <summary>
    /// Adds the runs of <paramref name="source"/> that start at entry <paramref name="start"/> of it, or later, and end within
    /// <paramref name="count"/> entries from there; how many entries they have. None when no run starts there. Its last run is left out: it
    /// may end there only because the tree does.
    /// </summary>
    public int AddFrom(TreeRuns source, int start, int count)
    {
        var run = start == 0 ? 0 : source.Ends.BinarySearch(start) + 1;
        var (end, own) = (start, Ends.Count == 0 ? 0 : Ends[^1]);
        if (run <= 0 && start > 0)
        {
            return 0;
        }

        for (; run < source.Ends.Count - 1 && source.Ends[run] <= start + count; run++)
        {
            end = source.Ends[run];
            Add(source.Numbers[run], own + end - start);
        }

        return end - start;
    }
}
