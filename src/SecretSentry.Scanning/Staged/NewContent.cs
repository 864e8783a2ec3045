using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Staged;

/// <summary>
/// Scans contents that a commit introduces. Each content is scanned as a whole, because a key can start on an old line. Findings that touch
/// no added or changed line can be removed afterwards. All hooks read blobs through this class.
/// </summary>
public sealed class NewContent(ScanOptions options, RepositoryObjects objects, Coverage coverage)
{
    /// <summary>Maximum length of a content, in bytes, that is compared line by line. All lines of a longer content count as new.</summary>
    private const long MaxCompared = 32 * 1024 * 1024;

    private readonly ContentScan _scan = new(options, coverage);
    private readonly List<Finding> _found = [];
    private StreamScan? _large;

    /// <summary>Returns all findings in a blob. A blob that cannot be read is listed in the coverage.</summary>
    public IReadOnlyList<Finding> Search(ObjectId blob, string path)
    {
        _found.Clear();
        switch (objects.Read(blob, out var content, out _, out var problem))
        {
            case ReadOutcome.Read:
                _scan.Scan(content, path, _found);
                break;
            case ReadOutcome.TooLarge:
                return SearchLarge(blob, path);
            default:
                coverage.AddUnreadable(path, problem);
                break;
        }

        return _found.Count == 0 ? [] : [.. _found];
    }

    /// <summary>Returns all findings in a text that is not a blob, such as a message or a name.</summary>
    public IReadOnlyList<Finding> Search(ReadOnlySpan<byte> text, string name)
    {
        _found.Clear();
        _scan.Scan(text, name, _found);
        return _found.Count == 0 ? [] : [.. _found];
    }

    /// <inheritdoc cref="ContentScan.Redact"/>
    public string Redact(string text) => _scan.Redact(text);

    /// <summary>
    /// Returns the findings that touch a line which none of the older contents has. An older content that cannot be read removes no
    /// finding.
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

    /// <summary>Returns all findings in an object of any length. An object that cannot be read is listed in the coverage.</summary>
    public IReadOnlyList<Finding> SearchLarge(ObjectId id, string path)
    {
        _found.Clear();
        try
        {
            using var stream = objects.Open(id);
            _large ??= new(_scan);
            _large.Scan(stream, path, _found);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            coverage.AddUnreadable(path, e.Message);
        }

        return _found.Count == 0 ? [] : [.. _found];
    }

    /// <summary>Returns the content of a blob. Returns null when it cannot be read, or is longer than <c>MaxCompared</c>.</summary>
    private byte[]? ReadWhole(ObjectId id)
    {
        switch (objects.Read(id, out var content, out _, out _))
        {
            case ReadOutcome.Read:
                return content.ToArray();
            case ReadOutcome.Unreadable:
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
