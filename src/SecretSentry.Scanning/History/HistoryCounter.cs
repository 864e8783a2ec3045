namespace SecretSentry.Scanning.History;

/// <summary>Counters shared by all threads of a history scan.</summary>
internal sealed class HistoryCounter(Action<HistoryProgress> report, long total)
{
    private long _objects;
    private long _bytes;
    private long _findings;

    public void Add(long bytes, int findings)
    {
        var objects = Interlocked.Increment(ref _objects);
        var sum = Interlocked.Add(ref _bytes, bytes);
        var found = Interlocked.Add(ref _findings, findings);
        if ((objects & 0xFF) == 0)
        {
            report(new(objects, total, sum, found));
        }
    }
}
