using SecretSentry.Engine.Bytes;

namespace SecretSentry.Scanning.Staged;

/// <summary>
/// Finds the lines of a content that are added or changed compared with an older content. Lines that differ only in their line ending count
/// as equal.
/// </summary>
public static class ChangedLines
{
    /// <summary>
    /// Maximum number of differences to align. With more, everything between the common beginning and end counts as changed. This reports
    /// more, never less.
    /// </summary>
    private const int MaxDifferences = 2000;

    /// <summary>
    /// Returns the added and changed lines. Common lines at the beginning and end are removed first. Then follows Myers, "An O(ND)
    /// Difference Algorithm and Its Variations", 1986.
    /// </summary>
    public static LineSet Find(ReadOnlySpan<byte> oldContent, ReadOnlySpan<byte> newContent)
    {
        var (a, b) = (SplitLines(oldContent), SplitLines(newContent));
        var first = 0;
        while (first < a.Count && first < b.Count && a[first] == b[first])
        {
            first++;
        }

        var (endA, endB) = (a.Count, b.Count);
        while (endA > first && endB > first && a[endA - 1] == b[endB - 1])
        {
            endA--;
            endB--;
        }

        var changed = new bool[b.Count];
        Array.Fill(changed, true, first, endB - first);
        Align(a[first..endA], b[first..endB], changed.AsSpan(first, endB - first));
        return LineSet.Create(changed);
    }

    /// <summary>Clears the flag of every line of <paramref name="b"/> that the shortest edit script keeps.</summary>
    private static void Align(List<string> a, List<string> b, Span<bool> changed)
    {
        var limit = Math.Min(a.Count + b.Count, MaxDifferences);
        var furthest = new int[(2 * limit) + 2];
        var trace = new List<int[]>();
        for (var d = 0; d <= limit; d++)
        {
            trace.Add(furthest.AsSpan(limit - d, (2 * d) + 2).ToArray());
            for (var k = -d; k <= d; k += 2)
            {
                var down = k == -d || (k != d && furthest[limit + k - 1] < furthest[limit + k + 1]);
                var x = down ? furthest[limit + k + 1] : furthest[limit + k - 1] + 1;
                while (x < a.Count && x - k < b.Count && a[x] == b[x - k])
                {
                    x++;
                }

                furthest[limit + k] = x;
                if (x >= a.Count && x - k >= b.Count)
                {
                    WalkBack(trace, d, (a.Count, b.Count), changed);
                    return;
                }
            }
        }
    }

    private static void WalkBack(List<int[]> trace, int last, (int X, int Y) end, Span<bool> changed)
    {
        var (x, y) = end;
        for (var d = last; d >= 0; d--)
        {
            // Row d contains diagonals -d .. d+1 as they were before step d.
            var row = trace[d];
            var k = x - y;
            var down = k == -d || (k != d && row[d + k - 1] < row[d + k + 1]);
            var fromX = d == 0 ? 0 : down ? row[d + k + 1] : row[d + k - 1];
            var fromY = d == 0 ? 0 : fromX - (down ? k + 1 : k - 1);
            while (x > fromX && y > fromY)
            {
                changed[--y] = false;
                x--;
            }

            (x, y) = (fromX, fromY);
        }
    }

    /// <summary>
    /// Returns the lines without their line endings, one character for each byte. UTF-16 and UTF-32 are narrowed as in the scanner, so that
    /// line numbers agree.
    /// </summary>
    internal static List<string> SplitLines(ReadOnlySpan<byte> content)
    {
        var kind = ContentKinds.Detect(content);
        byte[] buffer = [];
        var text = kind.GetUnitLength() == 1 ? content
            : ContentKinds.Narrow(content[ContentKinds.GetBomLength(content, kind)..], kind, ref buffer);
        var lines = new List<string>();
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            lines.Add(System.Text.Encoding.Latin1.GetString((end < 0 ? text : text[..end]).TrimEnd((byte)'\r')));
            text = end < 0 ? [] : text[(end + 1)..];
        }

        return lines;
    }
}
