using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Explain;
using SecretSentry.Findings;
using SecretSentry.Policy;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Scanning.Explain;

/// <summary>Explains what is reported on a line of a file, and what is not.</summary>
public sealed class LineExplainer(ScanSetup setup)
{
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

        var content = File.ReadAllBytes(full);
        var traces = new RuleTracer(setup.Options.Rules).Trace(content, name, line);
        var findings = new List<Finding>();
        new ContentScan(setup.Options, new Coverage()).Scan(content, name, findings);
        findings.RemoveAll(finding => line < finding.Location.FirstLine || finding.Location.LastLine < line);
        return new([.. traces.Select(trace => trace.IsMatch ? FindFate(trace, findings, content, name) : new(trace, null, ""))],
            [.. findings.Where(finding => finding.Details.ContainsKey("decoded")).Select(finding => FindingFate.Find(setup, finding))],
            !setup.Options.Includes(name));
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
