using System.Diagnostics;
using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Saves the blobs found clean, from the first blob to the last. Saves at the end, also when the scan ends early, and at intervals in
/// between. So a scan that was interrupted or killed continues where it stopped.
/// </summary>
internal sealed class CleanSession : IDisposable
{
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(10);

    private readonly CleanBlobs _clean;
    private readonly ObjectStore _store;
    private readonly IReadOnlyList<HistoryVisitor> _visitors;
    private readonly Coverage _coverage;
    private readonly string? _file;
    private readonly Func<int, ObjectId> _keyOf;
    private readonly HashSet<ObjectId> _fresh = [];
    private readonly Stopwatch _sinceSave = new();

    /// <summary>
    /// Loads the cache file if one is to be used. When there is neither a file nor another repository to use the result, nothing is
    /// collected.
    /// </summary>
    /// <param name="clean">Blobs already found clean.</param>
    /// <param name="isShared">Whether other repositories use <paramref name="clean"/>.</param>
    /// <param name="store">The blobs.</param>
    /// <param name="options">Decide whether there is a file, and which.</param>
    /// <param name="visitors">Report the clean blobs.</param>
    /// <param name="coverage">Nothing is saved while it has gaps.</param>
    /// <param name="keyOf">Returns the key under which a blob is saved.</param>
    public CleanSession(CleanBlobs clean, bool isShared, ObjectStore store, ScanOptions options, IReadOnlyList<HistoryVisitor> visitors,
        Coverage coverage, Func<int, ObjectId> keyOf)
    {
        (_clean, _store, _visitors, _coverage, _keyOf) = (clean, store, visitors, coverage, keyOf);
        if (options.Selection.UsesCache)
        {
            _file = CleanBlobs.GetFile(store.Layout, options, "clean");
            clean.Load(_file, store.Layout.Format);
        }

        if (_file is not null || isShared)
        {
            foreach (var visitor in visitors)
            {
                visitor.CleanFound = AddClean;
            }
        }
    }

    public void Dispose()
    {
        foreach (var visitor in _visitors)
        {
            visitor.ReportClean();
        }

        // Other threads read the set while blobs are scanned, so new keys are added only here.
        _clean.UnionWith(_fresh);
        Save([]);
    }

    private void AddClean(IReadOnlyCollection<int> numbers)
    {
        lock (_fresh)
        {
            // A rule that was given up on some contents makes "nothing found" unreliable.
            if (!HasGaps())
            {
                _fresh.UnionWith(numbers.Select(_keyOf));
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
        if (_file is not null && !HasGaps())
        {
            _clean.Save(_file, _store.Layout.Format, more);
        }
    }

    private bool HasGaps()
    {
        lock (_coverage.Gaps)
        {
            return _coverage.Gaps.Count > 0;
        }
    }
}
