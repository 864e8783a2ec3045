using System.Diagnostics;
using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// From the start of the blobs to their end, also when it is brought about early: what was found clean is kept, now and then in between as
/// well, so that a scan that was interrupted or killed goes on where it was.
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
    /// Loads the file if there is to be one; with neither a file nor another repository to profit from it, nothing is kept.
    /// </summary>
    /// <param name="clean">What is known to be clean.</param>
    /// <param name="isShared">Whether other repositories profit from it.</param>
    /// <param name="store">The blobs.</param>
    /// <param name="options">Which file, if any.</param>
    /// <param name="visitors">They find out.</param>
    /// <param name="coverage">While it has gaps nothing is kept.</param>
    /// <param name="keyOf">Under which key a blob is kept.</param>
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

        // Other threads read the set while blobs are searched, so what is new joins it here.
        _clean.UnionWith(_fresh);
        Save([]);
    }

    private void AddClean(IReadOnlyCollection<int> numbers)
    {
        lock (_fresh)
        {
            // A rule that was given up in places makes "nothing found" worth less.
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
