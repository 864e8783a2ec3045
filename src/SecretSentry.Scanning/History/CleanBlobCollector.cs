namespace SecretSentry.Scanning.History;

/// <summary>Collects the blobs that one thread found clean, and reports them at intervals.</summary>
/// <param name="report">Receives the blobs of an interval. The list is valid only during the call.</param>
internal sealed class CleanBlobCollector(Action<IReadOnlyCollection<int>> report)
{
    /// <summary>Total length of the blobs of an interval, in bytes.</summary>
    private const long IntervalBytes = 64L * 1024 * 1024;

    private readonly List<int> _blobs = [];
    private long _bytes;

    /// <summary>Adds a blob without findings.</summary>
    public void Add(int number, int length)
    {
        _blobs.Add(number);
        _bytes += length;
        if (_bytes > IntervalBytes)
        {
            Report();
        }
    }

    /// <summary>Reports the blobs that have not been reported yet.</summary>
    public void Report()
    {
        report(_blobs);
        _blobs.Clear();
        _bytes = 0;
    }
}
