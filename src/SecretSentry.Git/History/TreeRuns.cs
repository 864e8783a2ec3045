namespace SecretSentry.Git.History;

/// <summary>The runs of a tree in a <see cref="TreeTable"/>: their numbers, and the entry after which each run ends.</summary>
internal sealed class TreeRuns
{
    /// <summary>Number of each run.</summary>
    public List<int> Numbers { get; } = [];

    /// <summary>Number of entries up to the end of each run.</summary>
    public List<int> Ends { get; } = [];

    /// <summary>Number of each group. The table fills the list.</summary>
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
    /// Adds the runs of <paramref name="source"/> that start at or after its entry <paramref name="start"/> and end within
    /// <paramref name="count"/> entries from there. Returns the number of entries in them. No run is added when none starts at that entry.
    /// The last run of the source is left out, because it may end there only because the tree ends.
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
