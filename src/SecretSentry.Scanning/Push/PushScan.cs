using System.Text;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Push;

/// <summary>
/// Scans everything that is new in a push: the secrets that its commits added, tag messages and names of refs. A secret at a path is
/// reported once, with the first commit that added it.
/// </summary>
public sealed class PushScan
{
    /// <summary>Path of a finding in the name of a ref.</summary>
    public const string RefName = "(ref name)";

    private readonly RepositoryObjects _objects;
    private readonly PushedContent _pushed;
    private readonly Coverage _coverage = new();
    private readonly CommitsScan _scan;
    private readonly Dictionary<(string Rule, string SecretId, ForeignText Path), Finding> _findings = [];

    public PushScan(ScanOptions options, RepositoryObjects objects, PushedContent pushed) =>
        (_objects, _pushed, _scan) = (objects, pushed, new(options, objects, _coverage));

    public ScanOutcome Run(IReadOnlyList<RefUpdate> updates)
    {
        var names = string.Join('\n', updates.Where(update => !update.New.IsZero).Select(update => update.Name));
        foreach (var finding in _scan.Contents.Search(Encoding.UTF8.GetBytes(names), RefName))
        {
            Keep(finding, default);
        }

        foreach (var addition in _scan.Run(_pushed, CancellationToken.None))
        {
            Keep(addition.Finding, addition.Commit);
        }

        return new([.. _findings.Values], _coverage);
    }

    /// <summary>
    /// Returns the first parent of a commit, as an argument for a rebase. Returns <c>--root</c> when the commit has no parent.
    /// </summary>
    public string FindParent(string commit) =>
        ObjectId.TryParse(commit, out var id) && _objects.Read(id, out var content, out _, out _) == ReadOutcome.Read
            && CommitInfo.ParseParents(content) is [var parent, ..] ? parent.ToString()[..12] : "--root";

    private void Keep(Finding finding, ObjectId commit) =>
        _findings.TryAdd((finding.Rule.Id, finding.SecretId, finding.Location.Path), commit.Length == 0 ? finding : finding with
        {
            Location = _scan.Locate(finding.Location, commit),
        });
}
