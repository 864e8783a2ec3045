using SecretSentry.Engine.Findings;
using SecretSentry.Git.Objects;

namespace SecretSentry.Cli.Scanning;

/// <summary>From the start of the blobs to their end, also when it is brought about early: what was found clean is kept, so that a scan that was interrupted goes on where it was.</summary>
internal sealed class CleanSession : IDisposable
{
    private readonly CleanBlobs _clean;
    private readonly ObjectStore _store;
    private readonly IReadOnlyList<HistoryVisitor> _visitors;
    private readonly Coverage _coverage;
    private readonly string? _file;
    private readonly Func<int, ObjectId> _keyOf;

    /// <summary>Loads the file if there is to be one. <paramref name="keyOf"/> says under which key a blob is kept.</summary>
    public CleanSession(CleanBlobs clean, ObjectStore store, ScanOptions options, IReadOnlyList<HistoryVisitor> visitors, Coverage coverage, Func<int, ObjectId> keyOf)
    {
        (_clean, _store, _visitors, _coverage, _keyOf) = (clean, store, visitors, coverage, keyOf);
        if (options.Selection.UsesCache)
        {
            _file = CleanBlobs.FileOf(store.Layout, options);
            clean.Load(_file, store.Layout.Format);
        }
    }

    public void Dispose()
    {
        // A rule that was given up in places makes "nothing found" worth less.
        if (_coverage.Gaps.Count > 0)
        {
            return;
        }

        _clean.UnionWith(_visitors.SelectMany(visitor => visitor.Clean).Select(_keyOf));
        if (_file is not null)
        {
            _clean.Save(_file, _store.Layout.Format);
        }
    }
}
