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

    /// <summary>Maximum number of Git LFS pointers without content that are named.</summary>
    private const int MaxNamed = 20;

    private readonly ContentScan _scan = new(options, coverage);
    private readonly List<Finding> _found = [];
    private readonly LargeFiles _largeFiles = new(objects);
    private StreamScan? _large;
    private int _absent;

    /// <summary>Returns all findings in a blob. A blob that cannot be read is listed in the coverage.</summary>
    public IReadOnlyList<Finding> Search(ObjectId blob, string path)
    {
        _found.Clear();
        switch (objects.Read(blob, out var content, out _, out var problem))
        {
            case ReadOutcome.Read:
                _scan.Scan(content, path, _found);
                if (LargeFiles.IsPointer(content))
                {
                    var pointer = content.ToArray();
                    SearchStream(() => _largeFiles.Open(pointer), path);
                }

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

    /// <summary>Returns all findings in one component of a path. It is not counted as scanned.</summary>
    public IReadOnlyList<Finding> SearchName(string name)
    {
        var (bytes, found) = (Encoding.UTF8.GetBytes(name), new List<Finding>());
        _scan.ScanPart(bytes, "", new(0, bytes.Length), found);
        return found;
    }

    /// <summary>Returns all findings in an object of any length. An object that cannot be read is listed in the coverage.</summary>
    public IReadOnlyList<Finding> SearchLarge(ObjectId id, string path)
    {
        _found.Clear();
        SearchStream(() => objects.Open(id), path);
        return _found.Count == 0 ? [] : [.. _found];
    }

    /// <summary>Searches a stream. A stream that is null is the content of a Git LFS pointer which is not in this clone.</summary>
    private void SearchStream(Func<Stream?> open, string path)
    {
        try
        {
            using var stream = open();
            if (stream is null)
            {
                NameAbsent(path);
                return;
            }

            _large ??= new(_scan);
            _large.Scan(stream, path, _found);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            coverage.AddUnreadable(path, e.Message);
        }
    }

    private void NameAbsent(string path)
    {
        if (++_absent <= MaxNamed)
        {
            coverage.Notices.Add($"{path}: its content is in Git LFS and not in this clone, so only its pointer was checked");
        }
        else
        {
            coverage.Notices.Add("more contents are in Git LFS and not in this clone, so only their pointers were checked");
        }
    }

    /// <summary>
    /// Returns the content of a blob, or that of the Git LFS pointer that it is. Returns null when it cannot be read, or is longer than
    /// <c>MaxCompared</c>.
    /// </summary>
    internal byte[]? ReadWhole(ObjectId id)
    {
        switch (objects.Read(id, out var content, out _, out _))
        {
            case ReadOutcome.Read:
                var bytes = content.ToArray();
                return LargeFiles.IsPointer(bytes) ? ReadStream(() => _largeFiles.Open(bytes)) ?? bytes : bytes;
            case ReadOutcome.Unreadable:
                return null;
            default:
                return ReadStream(() => objects.Open(id));
        }
    }

    private static byte[]? ReadStream(Func<Stream?> open)
    {
        try
        {
            using var stream = open();
            using var all = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = stream?.Read(buffer) ?? 0) > 0 && all.Length <= MaxCompared;)
            {
                all.Write(buffer, 0, read);
            }

            return stream is null || all.Length > MaxCompared ? null : all.ToArray();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
