using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Explain;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Repository;
using SecretSentry.Policy;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Scanning.Explain;

/// <summary>Explains what is reported on a line of a file, and what is not.</summary>
public sealed class LineExplainer(ScanSetup setup)
{
    /// <summary>Maximum number of rules that are named because they almost match.</summary>
    private const int MaxNearMisses = 5;

    /// <summary>Scans the file and traces every rule on the line.</summary>
    /// <param name="path">The file, relative to the folder of the setup or absolute.</param>
    /// <param name="line">The line, from 1.</param>
    /// <exception cref="ScanRequestException">The file does not exist.</exception>
    public LineExplanation Explain(string path, int line)
    {
        var (start, name) = setup.Options.Locate(path);
        var full = Path.GetFullPath(name, start);
        if (!File.Exists(full))
        {
            throw new ScanRequestException($"the file '{path}' does not exist; to explain a finding in the history, use its fingerprint");
        }

        return Explain(ForeignFile.ReadAllBytes(full, Budgets.Content), name, line) with { IsIgnored = IsIgnored(full) };
    }

    /// <summary>
    /// Explains a line of a file as a commit has it. Returns null when the location is not in a file that git can name, such as one in the
    /// message of a commit.
    /// </summary>
    public LineExplanation? ExplainCommitted(Location location)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (!location.Path.Raw.All(c => c is >= ' ' and <= '~'))
        {
            return null;
        }

        using var reader = BlobReader.Start(setup.Options.Directory);
        return reader.TryRead($"{location.Commit}:{location.Path.Raw}", out var content, out var kind, out _) && kind == "blob"
            ? Explain(content.ToArray(), location.Path.Raw, location.Start.Line) : null;
    }

    private LineExplanation Explain(byte[] content, string name, int line)
    {
        var traces = new RuleTracer(setup.Options.Rules).Trace(content, name, line);
        var findings = new List<Finding>();
        new ContentScan(setup.Options, new Coverage()).Scan(content, name, findings);
        findings.RemoveAll(finding => line < finding.Location.FirstLine || finding.Location.LastLine < line);
        var encoded = findings.Where(finding => finding.Details.ContainsKey("decoded")).Select(finding => FindingFate.Find(setup, finding));
        TracedMatch[] matches =
        [
            .. traces.Select(trace => trace.IsMatch ? FindFate(trace, findings, content, name) : new(trace, null, "")),
            .. TraceDisabled(content, name, line),
        ];
        return new(matches, [.. encoded], !setup.Options.Includes(name))
        {
            NearMisses = matches.Length + findings.Count > 0 ? []
                : NearMisses.Find(setup.Options.Rules, FindLine(content, line), MaxNearMisses),
        };
    }

    /// <summary>Traces the rules that the configuration switches off. Otherwise nobody sees that they would match.</summary>
    private IEnumerable<TracedMatch> TraceDisabled(byte[] content, string name, int line)
    {
        var disabled = setup.BuildDisabledRules();
        return disabled.Rules.Count == 0 ? [] : new RuleTracer(disabled).Trace(content, name, line).Where(trace => trace.IsMatch)
            .Select(trace => new TracedMatch(trace, null, $"the rule is switched off at {setup.Policy.FindDisabling(trace.Rule.Id)}"));
    }

    /// <summary>
    /// Returns whether a scan of the folder leaves the file out because git ignores it. A scan that names the file reads it.
    /// </summary>
    private bool IsIgnored(string full)
    {
        var folder = Path.GetDirectoryName(full)!;
        return setup.Options.HonoursGitignore && TrackedFiles.List(folder) is { } listed
            && !listed.Paths.Contains(Path.GetFileName(full), StringComparer.Ordinal);
    }

    /// <summary>Returns a line, in an encoding of one byte for an ASCII character. Empty when the content has fewer lines.</summary>
    private static ReadOnlySpan<byte> FindLine(byte[] content, int line)
    {
        byte[] buffer = [];
        var kind = ContentKinds.Detect(content);
        ReadOnlySpan<byte> text = kind.GetUnitLength() == 1 ? content
            : ContentKinds.Narrow(content.AsSpan(ContentKinds.GetBomLength(content, kind)), kind, ref buffer).ToArray();
        for (; line > 1 && text.IndexOf((byte)'\n') is >= 0 and var end; line--)
        {
            text = text[(end + 1)..];
        }

        return line > 1 ? default : text.IndexOf((byte)'\n') is >= 0 and var length ? text[..length] : text;
    }

    /// <summary>Returns what became of a match that passed all checks of its own rule.</summary>
    private TracedMatch FindFate(RuleTrace trace, List<Finding> findings, byte[] content, string path)
    {
        if (findings.Find(finding => finding.Rule.Id == trace.Rule.Id) is { } own)
        {
            return new(trace, FindingFate.Find(setup, own), "");
        }

        return new(trace, null, findings.Count > 0
            ? $"rule {findings[0].Rule.Id} matches the same bytes with higher confidence or is more specific"
            : DescribeSuppression(trace, content, path));
    }

    /// <summary>Repeats the checks of the scan to name the one that suppressed the match.</summary>
    private string DescribeSuppression(RuleTrace trace, byte[] content, string path)
    {
        var kind = ContentKinds.Detect(content);
        if (kind.GetUnitLength() == 1
            && AllowComment.FindAccepting(content, kind, trace.Match, trace.Rule, setup.Options.Comments) is { } tool)
        {
            return $"a comment on its line accepts it, in the format of {tool}";
        }

        return kind.GetUnitLength() == 1 && setup.Options.Allowlists?.Test()
            .FindAccepting(content, kind, trace.Match, null, trace.Rule, path) is { } list
            ? $"the allow-list at {list.Origin} accepts it{(list.List.Description.Length > 0 ? $": {list.List.Description}" : "")}"
            : "another rule matches the same bytes";
    }
}
