using SecretSentry.Findings;

namespace SecretSentry.Scanning.Staged;

/// <summary>Scans the names of files and folders that a commit adds. Each path is scanned once.</summary>
public sealed class NewNames(NewContent contents)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns the findings in the components of a path. The location is the path up to the component, with secrets masked.
    /// </summary>
    /// <param name="path">A path that the commit adds.</param>
    /// <param name="isInParent">Returns whether a parent has a path. Called only when there is a finding.</param>
    public IReadOnlyList<Finding> Search(string path, Func<string, bool> isInParent)
    {
        List<Finding>? found = null;
        for (var start = 0; start < path.Length;)
        {
            var end = path.IndexOf('/', start) is >= 0 and var slash ? slash : path.Length;
            var (prefix, name) = (path[..end], path[start..end]);
            start = end + 1;
            if (_seen.Add(prefix) && contents.SearchName(name) is { Count: > 0 } own && !isInParent(prefix))
            {
                (found ??= []).AddRange(own.Select(finding => finding with
                {
                    Location = finding.Location with { Path = contents.Redact(prefix) },
                }));
            }
        }

        return found ?? [];
    }
}
