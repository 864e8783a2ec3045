using System.Security.Cryptography;
using System.Text;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Git.Repository;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Migration;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Files;

namespace SecretSentry.Scanning.Migration;

/// <summary>Converts the settings of other tools at the top of a repository.</summary>
public static class MigrationPlanner
{
    /// <summary>
    /// Reads the settings and scans the files. Another tool names accepted findings by location or by hash. Only a scan can tell which
    /// findings of ours these are. Writes nothing.
    /// </summary>
    /// <exception cref="ScanRequestException">There are no settings of another tool.</exception>
    public static MigrationPlan Create(ScanSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var top = ScanSetup.FindTop(setup.Options.Directory);
        var parts = ReadParts(top);
        if (parts.Count == 0)
        {
            throw new ScanRequestException($"'{top}' has no settings of another tool; looked for {string.Join(", ", OtherTools.Files)} and "
                + "git-secrets' patterns in git's configuration");
        }

        var accepted = parts.SelectMany(part => part.Accepted).ToArray();
        var (entries, missing) = accepted.Length == 0 ? ([], 0)
            : FindAccepted(setup with { Options = setup.Options with { Directory = top, KeepsSecrets = true } }, accepted, cancellation);
        return new(parts.Any(part => part.HasConfiguration) ? Migrated.FormatToml(parts) : "",
            entries.Count == 0 ? "" : IgnoreFile.Format(entries), accepted.Length, missing,
            [.. parts.SelectMany(part => part.Unsupported)]);
    }

    private static List<Migrated> ReadParts(string top)
    {
        List<Migrated> parts = [.. OtherTools.Read(top)];
        var (patterns, allowed) = ScanSetup.IsInWorkTree(top)
            ? (GitSettings.GetAll(top, "secrets.patterns"), GitSettings.GetAll(top, "secrets.allowed")) : ([], []);
        if (patterns.Count + allowed.Count > 0)
        {
            parts.Add(OtherTools.ReadGitSecrets(patterns, allowed));
        }

        return parts;
    }

    /// <summary>
    /// Returns the entries of the present ignore file and new ones for the accepted findings. Returns no entries when no accepted finding
    /// is ours. Also returns how many are not ours.
    /// </summary>
    private static (List<IgnoreEntry> Entries, int Missing) FindAccepted(ScanSetup setup, AcceptedElsewhere[] accepted,
        CancellationToken cancellation)
    {
        var findings = setup.AddSalt(FileScan.Run(["."], setup.Options, cancellation).Findings);
        var file = Path.Combine(setup.Options.Directory, IgnoreFile.Name);
        var before = File.Exists(file) ? IgnoreFile.Parse(ForeignFile.ReadAllText(file, Budgets.Records), file) : [];
        var (entries, missing) = (new List<IgnoreEntry>(), 0);
        foreach (var item in accepted)
        {
            IgnoreEntry[] own = [.. findings.Where(finding => Matches(item, finding))
                .Select(finding => IgnoreEntry.Create(finding) with { Reason = item.Reason })];
            entries.AddRange(own);
            missing += own.Length == 0 ? 1 : 0;
        }

        return (entries.Count == 0 ? [] : [.. before, .. entries], missing);
    }

    private static bool Matches(AcceptedElsewhere accepted, Finding finding) => accepted.File == finding.Location.Path
        && (accepted.Line == 0 || (finding.Location.FirstLine <= accepted.Line && accepted.Line <= finding.Location.LastLine)
            || (accepted.Sha1.Length > 0
                && Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(finding.Secret ?? ""))) == accepted.Sha1));
}
