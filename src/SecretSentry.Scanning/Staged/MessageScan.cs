using SecretSentry.Findings;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Staged;

/// <summary>
/// Scans the message of a commit before git cleans it up. The whole message is scanned, because a key can start on a line that git removes.
/// </summary>
public static class MessageScan
{
    /// <summary>The path of the findings.</summary>
    private const string Name = "commit message";

    /// <summary>Returns the findings on lines that git will keep, before the records of accepted findings are applied.</summary>
    /// <param name="options">What to scan for.</param>
    /// <param name="message">The content of the message's file.</param>
    /// <param name="findCleanup">
    /// Returns what git removes from the message. Called only when there is a finding, because that is slow. Null: git removes nothing.
    /// </param>
    public static ScanOutcome Run(ScanOptions options, byte[] message, Func<MessageCleanup>? findCleanup)
    {
        ArgumentNullException.ThrowIfNull(options);
        var coverage = new Coverage();
        using var objects = RepositoryObjects.Open(options.Directory);
        var findings = new NewContent(options, objects, coverage).Search(message, Name);
        if (findings.Count > 0 && findCleanup is not null)
        {
            var kept = KeptLines.Find(message, findCleanup());
            findings = [.. findings.Where(finding => kept.Intersects(finding.Location.FirstLine, finding.Location.LastLine))];
        }

        return new(findings, coverage);
    }
}
