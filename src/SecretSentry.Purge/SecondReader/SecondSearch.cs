using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.SecondReader;

/// <summary>
/// Searches all objects of a repository that another program prints, and compares them with those that the first reader knows. The
/// content of each object is hashed, so both readers see the same bytes under the same id.
/// </summary>
internal sealed class SecondSearch : IDisposable
{
    /// <summary>Length of the parts in which contents are read. Most contents have one.</summary>
    private const int PartLength = 8 * 1024 * 1024;

    /// <summary>More than the longest secret with each of its bytes as an escape, as in <see cref="StreamSearch"/>.</summary>
    private const int Overlap = 256 * 1024;

    private readonly ObjectStore _store;
    private readonly NeedleScanOptions _options;
    private readonly PlainSearch _search;
    private readonly IncrementalHash _hash;
    private readonly List<string> _problems = [];
    private readonly BitArray _seen;
    private readonly byte[] _part;
    private readonly string _repository;
    private long _objects;

    private SecondSearch(string gitDirectory, ObjectStore store, NeedleScanOptions options)
    {
        (_store, _options, _repository) = (store, options, $"in '{gitDirectory}'");
        _search = new(options.Search);
        _hash = store.Layout.Format.CreateHash();
        _seen = new(store.Count);
        _part = new byte[Math.Max(PartLength, 4 * Math.Max(Overlap, options.Search.Reach))];
    }

    /// <summary>Reads and searches a repository.</summary>
    /// <param name="printer">The second reader.</param>
    /// <param name="gitDirectory">Name of the repository in messages.</param>
    /// <param name="store">The objects as the first reader knows them.</param>
    /// <param name="options">The needles.</param>
    public static SecondReading Run(ObjectPrinter printer, string gitDirectory, ObjectStore store, NeedleScanOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        using var search = new SecondSearch(gitDirectory, store, options);
        search.ReadObjects(printer);
        search.AddUnseen();
        foreach (var entry in printer.Refs.Where(entry => search._search.IsIn(Encoding.Latin1.GetBytes(entry.Name))))
        {
            search._problems.Add($"the name of the ref that points to {entry.Id} in '{gitDirectory}'");
        }

        return new(printer.Name, printer.Reason, search._objects, Stopwatch.GetElapsedTime(start), search._problems);
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void ReadObjects(ObjectPrinter printer)
    {
        using var objects = printer.ReadAll(_options.Patience, _options.Cancellation);
        try
        {
            while (objects.ReadHeader() is { } header)
            {
                _options.Cancellation.ThrowIfCancellationRequested();
                Search(objects, header.Id, header.Kind, header.Length);
            }

            if (objects.WaitForEnd() is { Code: not 0 } end)
            {
                _options.Cancellation.ThrowIfCancellationRequested();
                _problems.Add($"objects {_repository} cannot be read: {end.Message}");
            }
        }
        catch (IOException)
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            _problems.Add($"objects {_repository} cannot be read: {objects.WaitForEnd().Message}");
        }
    }

    private void Search(PrintedObjects objects, string id, string kind, long length)
    {
        _objects++;
        if ((_objects & 0xFFF) == 0)
        {
            _options.Progress(_objects, _store.Distinct);
        }

        Mark(id);
        if (length < 0)
        {
            _problems.Add($"object {id} {_repository} cannot be read");
            return;
        }

        if (IsInContent(objects, kind, length))
        {
            _problems.Add($"{kind} {id} {_repository}");
        }

        if (Convert.ToHexStringLower(_hash.GetHashAndReset()) != id)
        {
            _problems.Add($"{kind} {id} {_repository} has another content than its id says");
        }
    }

    /// <summary>Reads and hashes the content in parts that overlap. Returns whether it contains a needle.</summary>
    private bool IsInContent(PrintedObjects objects, string kind, long length)
    {
        _hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind} {length}\0")));
        var isIn = false;
        for (var kept = 0; ;)
        {
            var added = objects.ReadContent(_part.AsSpan(kept));
            _hash.AppendData(_part.AsSpan(kept, added));
            var content = _part.AsSpan(0, kept + added);
            isIn = isIn || (kind == "tree" && length < _part.Length ? IsInNames(content) : _search.IsIn(content));
            if (content.Length < _part.Length)
            {
                return isIn;
            }

            kept = Math.Max(Overlap, _options.Search.Reach);
            _part.AsSpan(_part.Length - kept).CopyTo(_part);
        }
    }

    /// <summary>
    /// Searches the names of a tree, because the ids between them are not text. An entry is "mode SP name NUL id"
    /// (git's tree-walk.c).
    /// </summary>
    private bool IsInNames(Span<byte> tree)
    {
        var idLength = _store.Layout.Format.IdLength;
        while (tree.IndexOf((byte)0) is > 0 and var end)
        {
            var name = tree[(tree[..end].IndexOf((byte)' ') + 1)..end];
            if (_search.IsIn(name))
            {
                return true;
            }

            tree = tree[Math.Min(end + 1 + idLength, tree.Length)..];
        }

        return false;
    }

    private void Mark(string id)
    {
        if (ObjectId.TryParse(id, out var parsed) && _store.Find(parsed) is >= 0 and var number)
        {
            _seen[number] = true;
        }
        else
        {
            _problems.Add($"object {id} {_repository} was not seen by the first reader");
        }
    }

    private void AddUnseen()
    {
        for (var number = 0; number < _store.Count; number++)
        {
            if (!_seen[number] && !_store.IsDuplicate(number))
            {
                _problems.Add($"object {_store.GetId(number)} {_repository} was not seen by the second reader");
            }
        }
    }
}
