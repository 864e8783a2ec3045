using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Search;

/// <summary>How repositories are searched for needles.</summary>
/// <param name="Search">Search for the needles.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="Progress">Receives the number of searched objects and the total number from time to time.</param>
/// <param name="Cancellation">Cancels the search.</param>
internal sealed record NeedleScanOptions(NeedleSearch Search, int Threads, Action<long, long> Progress, CancellationToken Cancellation)
{
    /// <summary>How long the second reader may take for one object. A large object takes seconds.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromMinutes(2);

    /// <summary>How long the second reader may take for one object.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <summary>
    /// Objects that the first reader leaves out. Only tests set it, to show that the second reader finds what the first one misses.
    /// </summary>
    public Func<ObjectId, bool>? IsMissed { get; init; }
}
