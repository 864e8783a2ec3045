using System.Text;
using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Staged;

/// <summary>
/// Scans contents that a commit introduces. Each content is scanned as a whole, because a key can start on an old line.
/// <see cref="AddedSecrets"/> removes what is not new. All hooks read blobs through this class.
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
                SearchLarge(blob, path);
                break;
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

    /// <summary>Returns all findings in one component of a path. It is not counted as scanned.</summary>
    public IReadOnlyList<Finding> SearchName(string name)
    {
        var (bytes, found) = (Encoding.UTF8.GetBytes(name), new List<Finding>());
        _scan.ScanPart(bytes, "", new(0, bytes.Length), found);
        return found;
    }

    private void SearchLarge(ObjectId blob, string path)
    {
        try
        {
            using var stream = objects.Open(blob);
            _large ??= new(_scan);
            _large.Scan(stream, path, _found);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            coverage.AddUnreadable(path, e.Message);
        }
    }

    /// <summary>Returns the content of a blob. Returns null when it cannot be read, or is longer than <c>MaxCompared</c>.</summary>
    internal byte[]? ReadWhole(ObjectId id)
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
