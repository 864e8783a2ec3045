using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.History;

namespace SecretSentry.Scanning.Staged;

/// <summary>
/// Contents that a commit brings. The whole of each is searched, since a key can start on an old line; what touches no added or changed
/// line can then be told apart. The hooks' way to every blob.
/// </summary>
public sealed class NewContent(ScanOptions options, RepositoryObjects objects, Coverage coverage)
{
    /// <summary>Larger contents are not compared line by line: all their lines count as new.</summary>
    private const long MaxCompared = 32 * 1024 * 1024;

    private readonly ContentScan _scan = new(options, coverage);
    private readonly List<Finding> _found = [];
    private HistoryVisitor? _large;

    /// <summary>Everything found in a blob; one that cannot be read is named in the coverage.</summary>
    public IReadOnlyList<Finding> Search(ObjectId blob, string path)
    {
        _found.Clear();
        if (objects.TryRead(blob, out var content, out _, out var problem))
        {
            _scan.Scan(content, path, _found);
        }
        else if (problem.Length > 0)
        {
            coverage.AddUnreadable(path, problem);
        }
        else
        {
            SearchLarge(blob, path);
        }

        return _found.Count == 0 ? [] : [.. _found];
    }

    /// <summary>Searches a text that is no blob: a message, a name.</summary>
    public IReadOnlyList<Finding> Search(ReadOnlySpan<byte> text, string name)
    {
        _found.Clear();
        _scan.Scan(text, name, _found);
        return _found.Count == 0 ? [] : [.. _found];
    }

    /// <inheritdoc cref="ContentScan.Redact"/>
    public string Redact(string text) => _scan.Redact(text);

    /// <summary>
    /// Those findings that touch a line which none of the older contents has. One of those that cannot be read hides nothing.
    /// </summary>
    public IReadOnlyList<Finding> SelectOnNewLines(IReadOnlyList<Finding> findings, ObjectId blob, IEnumerable<ObjectId> before)
    {
        byte[]? content = null;
        var remaining = findings;
        foreach (var id in before)
        {
            content ??= ReadWhole(blob);
            if (content is null || ReadWhole(id) is not { } old)
            {
                continue;
            }

            var changed = ChangedLines.Find(old, content);
            remaining = [.. remaining.Where(finding => changed.Intersects(finding.Location.FirstLine, finding.Location.LastLine))];
        }

        return remaining;
    }

    private void SearchLarge(ObjectId blob, string path)
    {
        try
        {
            using var stream = objects.Open(blob);
            (_large ??= new(options, coverage, new(_ => { }, 0))).ScanParts(stream, path, _found);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            coverage.AddUnreadable(path, e.Message);
        }
    }

    /// <summary>Null when it cannot be read, or is too large.</summary>
    private byte[]? ReadWhole(ObjectId id)
    {
        if (objects.TryRead(id, out var content, out _, out var problem))
        {
            return content.ToArray();
        }

        if (problem.Length > 0)
        {
            return null;
        }

        try
        {
            using var stream = objects.Open(id);
            using var all = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = stream.Read(buffer)) > 0 && all.Length <= MaxCompared;)
            {
                all.Write(buffer, 0, read);
            }

            return all.Length > MaxCompared ? null : all.ToArray();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return null;
        }
    }
}
