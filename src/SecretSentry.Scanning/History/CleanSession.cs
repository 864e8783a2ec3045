using System.Diagnostics;
using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Saves the blobs found clean, from the first blob to the last. Saves at the end, also when the scan ends early, and at intervals in
/// between. So a scan that was interrupted or killed continues where it stopped.
/// </summary>
/// <param name="cache">Blobs already found clean, and the file for the new ones.</param>
/// <param name="coverage">Coverage of all threads. Nothing is saved while one of them has gaps.</param>
/// <param name="computeKey">Returns the key under which a blob is saved.</param>
internal sealed class CleanSession(CleanBlobCache cache, IReadOnlyList<Coverage> coverage, Func<int, ObjectId> computeKey) : IDisposable
{
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(10);

    private readonly HashSet<ObjectId> _fresh = [];
    private readonly Stopwatch _sinceSave = new();
    private readonly List<CleanBlobCollector> _collectors = [];

    /// <summary>
    /// Returns a collector for one thread. Returns null when there is neither a file nor another repository that uses it.
    /// </summary>
    public CleanBlobCollector? AddThread()
    {
        if (!cache.IsUsed)
        {
            return null;
        }

        var collector = new CleanBlobCollector(AddClean);
        _collectors.Add(collector);
        return collector;
    }

    public void Dispose()
    {
        _collectors.ForEach(collector => collector.Report());

        // Other threads read the set while blobs are scanned, so new keys are added only here.
        cache.Clean.UnionWith(_fresh);
        Save([]);
    }

    private void AddClean(IReadOnlyCollection<int> numbers)
    {
        lock (_fresh)
        {
            // A rule that was given up on some contents makes "nothing found" unreliable.
            if (!HasGaps())
            {
                _fresh.UnionWith(numbers.Select(computeKey));
            }

            if (!_sinceSave.IsRunning || _sinceSave.Elapsed > BetweenSaves)
            {
                Save(_fresh);
                _sinceSave.Restart();
            }
        }
    }

    private void Save(IEnumerable<ObjectId> more)
    {
        if (!HasGaps())
        {
            cache.Save(more);
        }
    }

    private bool HasGaps() => coverage.Any(part =>
    {
        lock (part.Gaps)
        {
            return part.Gaps.Count > 0;
        }
    });
}
