using System.Text;
using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Staged;

/// <summary>
/// Decides which findings in a new content are new. A secret is new when it occurs more often than in each older content, and on a line
/// that each of them lacks. So a line that was moved, or changed around the secret, adds nothing, and neither does a merge that
/// takes lines from several sides.
/// </summary>
public sealed class AddedSecrets(ScanOptions options, RepositoryObjects objects, NewContent contents)
{
    private NewContent? _older;

    /// <summary>
    /// Scans the older contents, which do not count as scanned: nobody asked for them. Created only when there is a finding, because a
    /// clean hook has no time for it.
    /// </summary>
    private NewContent Older => _older ??= new(options, objects, new());

    /// <summary>Returns the findings that are new, in the order of <paramref name="found"/>.</summary>
    /// <param name="found">All findings in the new content.</param>
    /// <param name="blob">The new content.</param>
    /// <param name="path">Path of the new content. The older contents are scanned under this path, too.</param>
    /// <param name="before">The older contents, one for each parent; null for a parent without the file. One that cannot be read counts as
    /// empty, so it removes no finding.</param>
    public IReadOnlyList<AddedSecret> Select(IReadOnlyList<Finding> found, ObjectId blob, string path, IReadOnlyList<ObjectId?> before)
    {
        ObjectId[] older = [.. before.OfType<ObjectId>().Distinct()];
        if (found.Count == 0 || older.Length == 0)
        {
            return NumberAll(found);
        }

        var counts = older.Select(id => CountSecrets(Older.Search(id, path))).ToArray();
        var content = contents.ReadWhole(blob);
        LineSet[] changed = content is null ? []
            : [.. older.Select(contents.ReadWhole).OfType<byte[]>().Select(old => ChangedLines.Find(old, content))];
        var lines = content is null ? [] : ChangedLines.SplitLines(content);
        return [.. found.GroupBy(finding => finding.SecretId, StringComparer.Ordinal)
            .SelectMany(group => SelectNew([.. group], counts.Max(count => count.GetValueOrDefault(group.Key)), changed, lines))
            .OrderBy(added => added.Finding.Location.Start.Line).ThenBy(added => added.Finding.Location.Start.Column)];
    }

    /// <summary>Returns the ids of the secrets in a content that is not part of what is scanned, such as an older one.</summary>
    public IReadOnlySet<string> ListSecrets(ObjectId blob, string path) =>
        Older.Search(blob, path).Select(finding => finding.SecretId).ToHashSet(StringComparer.Ordinal);

    private static AddedSecret[] NumberAll(IReadOnlyList<Finding> found)
    {
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. found.Select(finding =>
            new AddedSecret(finding, next[finding.SecretId] = next.GetValueOrDefault(finding.SecretId, -1) + 1))];
    }

    private static Dictionary<string, int> CountSecrets(IReadOnlyList<Finding> found) =>
        found.CountBy(finding => finding.SecretId, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Returns the new ones among all occurrences of one secret. There are at most as many as the content has more than
    /// <paramref name="before"/>. Of equal lines, and of more candidates than that, the last ones are new: a comparison of lines cannot
    /// tell them apart.
    /// </summary>
    private static IEnumerable<AddedSecret> SelectNew(Finding[] all, int before, LineSet[] changed, List<string> lines)
    {
        var candidates = all.GroupBy(finding => GetText(finding.Location, lines), StringComparer.Ordinal)
            .SelectMany(equal => equal.TakeLast(equal.Count(finding =>
                Array.TrueForAll(changed, set => set.Intersects(finding.Location.FirstLine, finding.Location.LastLine)))))
            .OrderBy(finding => finding.Location.Start.Line).ThenBy(finding => finding.Location.Start.Column);
        return candidates.TakeLast(Math.Max(0, all.Length - before)).Select((finding, i) => new AddedSecret(finding, before + i));
    }

    /// <summary>Returns the lines of a finding; empty for a content that was not read as a whole.</summary>
    private static string GetText(Location location, List<string> lines)
    {
        var text = new StringBuilder();
        for (var line = location.FirstLine; line <= location.LastLine && line <= lines.Count; line++)
        {
            text.Append(lines[line - 1]).Append('\n');
        }

        return text.ToString();
    }
}
