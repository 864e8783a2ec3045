using SecretSentry.Engine.Bytes;
using SecretSentry.Findings;

namespace SecretSentry.Scanning.Content;

/// <summary>
/// Scans contents of any length in parts that overlap, for one thread. A part reports matches that start after the first half of the
/// overlap with the previous part and before the second half of the overlap with the next part. So every match is seen whole and reported
/// once.
/// </summary>
/// <param name="scan">Scans the parts, and counts the contents.</param>
/// <param name="partLength">Length of a part, in bytes. Even, and more than twice <see cref="Overlap"/>.</param>
public sealed class StreamScan(ContentScan scan, int partLength = 4 * 1024 * 1024)
{
    /// <summary>Length by which parts overlap, in bytes. More than twice the longest match.</summary>
    public const int Overlap = 128 * 1024;

    private byte[] _part = [];

    /// <summary>Reads a stream to its end, appends its findings and counts it as scanned.</summary>
    /// <exception cref="IOException">The stream cannot be read. The findings of the parts before may have been appended.</exception>
    public void Scan(Stream content, string path, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (_part.Length == 0)
        {
            _part = new byte[partLength];
        }

        var (start, kept, part) = (0L, 0, new ContentPart(0, 0));
        while (true)
        {
            var length = kept + content.ReadAtLeast(_part.AsSpan(kept), partLength - kept, throwOnEndOfStream: false);
            var isLast = length < partLength;
            part = part with { From = kept / 2, To = isLast ? length : length - (Overlap / 2) };
            var kind = scan.ScanPart(_part.AsSpan(0, length), path, part, findings);
            if (isLast)
            {
                scan.Coverage.AddScanned(start + length, kind == ContentKind.Binary);
                return;
            }

            part = MoveTo(partLength - Overlap, kind, part);
            start += partLength - Overlap;
            _part.AsSpan(partLength - Overlap).CopyTo(_part);
            kept = Overlap;
        }
    }

    /// <summary>Returns where the next part begins, which is <paramref name="offset"/> bytes after the start of the last part.</summary>
    private ContentPart MoveTo(int offset, ContentKind kind, ContentPart last)
    {
        var next = TextPosition.Compute(_part, offset, kind);
        return last with
        {
            Kind = kind,
            LinesBefore = last.LinesBefore + next.Line - 1,
            ColumnsBefore = next.Column - 1 + (next.Line == 1 ? last.ColumnsBefore : 0),
        };
    }
}
