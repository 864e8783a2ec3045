using System.Globalization;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Configuration;
using SecretSentry.Reports;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Scanning.Explain;

/// <summary>
/// Writes for people why something is reported or not: each rule with its checks, and what becomes of the finding. The text of a file is
/// escaped. A secret is written only in the redacted form of a report.
/// </summary>
/// <param name="setup">The setup whose rules, records and settings are explained.</param>
/// <param name="output">Receives the text.</param>
public sealed class ExplanationWriter(ScanSetup setup, TextWriter output)
{
    private readonly LineExplainer _explainer = new(setup);

    /// <summary>
    /// Writes a finding as a report does, and explains it: the whole line for one in a file, the rule alone for one in a commit.
    /// </summary>
    /// <exception cref="ScanRequestException">The file of the finding no longer exists.</exception>
    public void WriteFinding(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        new TextReport(output, isColored: false).WriteFinding(finding);
        var (options, location) = (setup.Options, finding.Location);
        if (location.Commit.Length == 0)
        {
            WriteLine(options.Directory == options.Top ? location.Path.Raw : Path.Combine(options.Top, location.Path.Raw),
                location.Start.Line);
        }
        else
        {
            WriteCommitted(finding);
        }
    }

    /// <summary>Explains a line of a file. Returns the rules that match on it, each once, in the order in which they are written.</summary>
    /// <param name="path">The file, relative to the folder of the setup or absolute.</param>
    /// <param name="line">The line, from 1.</param>
    /// <exception cref="ScanRequestException">The file does not exist.</exception>
    public IReadOnlyList<Rule> WriteLine(string path, int line)
    {
        var explanation = _explainer.Explain(path, line);
        Write(string.Create(CultureInfo.InvariantCulture, $"{path}:{line}"));
        foreach (var match in explanation.Traces)
        {
            WriteTrace(match);
        }

        foreach (var fate in explanation.Encoded)
        {
            Write($"  {fate.Finding.Rule.Id}: reported; the value is encoded ({fate.Finding.Details["decoded"]})");
            WriteFate(fate);
        }

        if (explanation.Traces.Count + explanation.Encoded.Count == 0)
        {
            Write("  no rule's regex matches anything on this line, so nothing is reported. 'secretsentry rules list' "
                + "lists the rules; add a rule of your own to .secretsentry.toml.");
            foreach (var (rule, literal) in explanation.NearMisses)
            {
                Write($"  {rule.Id}: '{literal}' is on the line, but the text around it does not match: {rule.Regex}");
            }
        }

        if (explanation.IsIgnored)
        {
            Write("  git ignores the file, so only a scan that names the file reads it, or one with --no-gitignore");
        }

        if (explanation.IsExcluded)
        {
            var origins = GetOrigin(SettingTable.Include) + GetOrigin(SettingTable.Exclude);
            Write($"  the path is skipped because of include or exclude ({origins})");
        }

        return [.. explanation.Traces.Where(match => match.Trace.IsMatch).Select(match => match.Trace.Rule).DistinctBy(rule => rule.Id)];
    }

    private void WriteCommitted(Finding finding)
    {
        foreach (var match in _explainer.ExplainCommitted(finding.Location)?.Traces ?? [])
        {
            if (match.Trace.IsMatch && match.Trace.Rule.Id == finding.Rule.Id)
            {
                WriteTrace(match with { Fate = null, Suppression = "" });
                break;
            }
        }

        WriteFate(FindingFate.Find(setup, finding));
    }

    private string GetOrigin(Setting setting) => setup.Policy.Settings.FindOrigin(setting) is { } origin ? $"{origin} " : "";

    private void WriteTrace(TracedMatch match)
    {
        var trace = match.Trace;
        Write($"  {trace.Rule.Id} - {trace.Rule.Description}");
        Write($"      literal      {(trace.Literal.Length > 0 ? trace.Literal : "none; found by a keyword or by the regex alone")}");
        foreach (var step in trace.Steps)
        {
            Write($"      {step.Name,-12} {(step.Passed ? "" : "NOT REPORTED: ")}{step.Detail}");
        }

        foreach (var (name, text) in trace.Judgement?.EnumerateLines() ?? [])
        {
            Write($"      {name,-12} {text}");
        }

        if (match.Fate is { } fate)
        {
            WriteFate(fate);
            Write($"      rotate       {Rotation.Describe(trace.Rule)}");
        }
        else if (trace.IsMatch && match.Suppression.Length > 0)
        {
            Write($"      NOT REPORTED: {match.Suppression}");
        }
    }

    private void WriteFate(FindingFate fate)
    {
        var (confidence, least) = (Names.Format(fate.Finding.Confidence), Names.Format(fate.MinConfidence));
        Write(fate.Acceptance is { } record ? $"      ACCEPTED by {record.By}{(record.Reason.Length > 0 ? $": {record.Reason}" : "")}"
            : fate.IsQuiet ? $"      COUNTED, not shown: {TestFindings.Quiet}"
            : fate.IsHidden ? $"      shown only with --min-confidence {confidence}; the current minimum is {least}"
            : $"      REPORTED{(fate.StopReason is { } reason ? $", but does not stop, because it {reason}" : "")}, "
                + $"fingerprint {fate.Judgement.Findings[0].Fingerprint}");
        foreach (var notice in fate.Judgement.Notices)
        {
            Write($"      {notice}");
        }
    }

    private void Write(string line) => output.WriteLine(Safe.Escape(line));
}
