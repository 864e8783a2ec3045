using System.Globalization;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Push;

namespace SecretSentry.Scanning.Range;

/// <summary>Makes the findings of a range from what its commits added, with the facts that a report contains.</summary>
internal sealed class RangeFindings
{
    private readonly CommitsScan _scan;
    private readonly RangeReach _reach;
    private readonly TreeReader _trees;
    private readonly ObjectId _head;
    private readonly Dictionary<string, IReadOnlySet<string>> _secretsOfHead = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectId, int> _order;

    private RangeFindings(RepositoryObjects objects, CommitRange range, CommitsScan scan)
    {
        (_scan, _reach, _trees) = (scan, RangeReach.Read(objects.Directory, range), new(objects));
        _head = Revisions.ResolveHead(objects.Directory);
        _order = range.Commits.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i);
    }

    /// <summary>Returns the findings, ordered by path and location.</summary>
    public static IReadOnlyList<Finding> Create(ScanOptions options, RepositoryObjects objects, CommitRange range,
        IReadOnlyList<Addition> additions, CommitsScan scan)
    {
        var findings = new RangeFindings(objects, range, scan);
        return [.. additions
            .GroupBy(addition => (addition.Finding.Rule.Id, addition.Finding.SecretId, addition.Finding.Location.Path,
                addition.Occurrence))
            .SelectMany(group => options.Selection.ListsAll ? group.GroupBy(addition => addition.Commit).Select(findings.Merge)
                : [findings.Merge(group)])
            .OrderBy(finding => finding.Location.Path, ForeignText.Order).ThenBy(finding => finding.Location.Start.Line)
            .ThenBy(finding => finding.Location.Start.Column).ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.Location.Commit, StringComparer.Ordinal)
            .ThenBy(finding => finding.SecretId, StringComparer.Ordinal)];
    }

    /// <summary>Returns one finding for additions of one secret at one path: the earliest, with facts about all.</summary>
    private Finding Merge(IEnumerable<Addition> group)
    {
        Addition[] all = [.. group.OrderBy(addition => _order.GetValueOrDefault(addition.Commit))];
        var (finding, commit) = (all[0].Finding, all[0].Commit);
        return finding with
        {
            Details = BuildDetails(finding, all),
            Location = _scan.Locate(finding.Location, commit) with
            {
                Path = _scan.Contents.Redact(finding.Location.Path.Raw),
                Ref = _scan.Contents.Redact(_reach.FindRef(commit)),
                Reachability = ReachNames.Format(_reach.Classify(commit)),
            },
        };
    }

    private SortedDictionary<string, ForeignText> BuildDetails(Finding finding, Addition[] all)
    {
        var details = new SortedDictionary<string, ForeignText>(finding.Details.ToDictionary(), StringComparer.Ordinal);
        if (all.Select(addition => addition.Commit).Distinct().Count() is > 1 and var introductions)
        {
            details["introductions"] = introductions.ToString(CultureInfo.InvariantCulture);
        }

        if (!all[0].Blob.IsZero)
        {
            details["inHead"] = IsInHead(finding) ? "yes" : "no";
        }

        if (Array.Find(all, addition => _reach.FindRemote(addition.Commit).Length > 0) is { Commit: { IsZero: false } pushed })
        {
            details["pushed"] = _scan.Contents.Redact(_reach.FindRemote(pushed));
        }

        return details;
    }

    /// <summary>Returns whether HEAD has the secret in the file of the finding.</summary>
    private bool IsInHead(Finding finding)
    {
        var path = finding.Location.Path.Raw;
        if (!_secretsOfHead.TryGetValue(path, out var secrets))
        {
            _secretsOfHead[path] = secrets = _trees.Find(_head, path) is { } blob ? _scan.ListSecrets(blob, path)
                : new HashSet<string>();
        }

        return secrets.Contains(finding.SecretId);
    }
}
