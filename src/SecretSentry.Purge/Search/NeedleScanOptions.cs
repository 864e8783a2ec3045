namespace SecretSentry.Purge.Search;

/// <summary>How repositories are searched for needles.</summary>
/// <param name="Search">Search for the needles.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="Progress">Receives the number of searched objects and the total number from time to time.</param>
/// <param name="Cancellation">Cancels the search.</param>
internal sealed record NeedleScanOptions(NeedleSearch Search, int Threads, Action<long, long> Progress, CancellationToken Cancellation);
