namespace SecretSentry.Git.History;

/// <summary>Runs work in parallel, with one thread for each visitor.</summary>
internal sealed class VisitorThreads(IHistoryVisitor[] visitors, CancellationToken cancellation)
{
    /// <summary>The visitor of the main thread.</summary>
    public IHistoryVisitor First => visitors[0];

    /// <summary>Cancels the work.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>
    /// Calls <paramref name="work"/> once for each thread and waits for all calls. There are at most <paramref name="parts"/> threads, but
    /// always one. A single call runs in the calling thread.
    /// </summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public void Run(int parts, Action<IHistoryVisitor> work)
    {
        var threads = Math.Min(parts, visitors.Length);
        if (threads <= 1)
        {
            work(visitors[0]);
            return;
        }

        try
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
                work(visitors[i]));
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(cancellation);
        }
    }
}
