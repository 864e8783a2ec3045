using System.Globalization;
using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Explain;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Engine.Verify;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Policy;
using SecretSentry.Policy.Acceptance;

namespace SecretSentry.Scanning.Content;

/// <summary>
/// Turns bytes into findings for one thread: runs the scanner, applies inline allow comments and allow-lists, and counts coverage.
/// </summary>
public sealed class ContentScan(ScanOptions options, Coverage coverage)
{
    private readonly Scanner _scanner = new(options.Rules) { Decodes = options.Decodes };
    private readonly List<Match> _matches = [];
    private readonly RuleTracer? _tracer = options.Explains ? new(options.Rules) : null;
    private readonly SharedAllowlistTest? _allowlists = options.Allowlists?.Test();

    /// <summary>Counts what this thread scanned, accepted and could not finish.</summary>
    public Coverage Coverage => coverage;

    /// <summary>Scans <paramref name="content"/>, appends its findings and counts it as scanned.</summary>
    public void Scan(ReadOnlySpan<byte> content, string path, ICollection<Finding> findings)
    {
        var kind = ScanPart(content, path, new(0, content.Length), findings);
        coverage.AddScanned(content.Length, kind == ContentKind.Binary);
    }

    /// <summary>
    /// Returns a text that is shown beside findings (path, subject, author, ref) with every secret in it masked. Secrets of any confidence
    /// are masked, because commit subjects contain credentials too.
    /// </summary>
    public string Redact(string text)
    {
        text = options.Found.Mask(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        _matches.Clear();
        _scanner.Scan(bytes, "", _matches);
        return _matches.Count == 0 ? text : Redaction.Replace(bytes, _matches.Select(match => (match.SecretStart, match.SecretEnd)));
    }

    /// <summary>
    /// See <see cref="Scanner.Locate(ReadOnlySpan{byte}, IncrementalScanState?, ReadOnlySpan{CopiedRange}, IncrementalScanState)"/>.
    /// </summary>
    public void Locate(ReadOnlySpan<byte> content, IncrementalScanState? source, ReadOnlySpan<CopiedRange> copies,
        IncrementalScanState state) =>
        _scanner.Locate(content, source, copies, state);

    /// <summary>
    /// Appends the findings that start within <paramref name="part"/> and returns the detected kind. Does not count the content as scanned.
    /// <paramref name="state"/> contains what was located in the content before. It is null when nothing was.
    /// </summary>
    public ContentKind ScanPart(ReadOnlySpan<byte> content, string path, ContentPart part, ICollection<Finding> findings,
        IncrementalScanState? state = null)
    {
        _matches.Clear();
        PositionAnchor? positions = null;
        var kind = state is null ? _scanner.Scan(content, path, _matches, part.Kind)
            : _scanner.Scan(content, state, path, _matches);
        foreach (var match in _matches)
        {
            if (match.Start < part.From || match.Start >= part.To || IsOwnRecord(content, kind, match, path)
                || IsAccepted(content, kind, match, path))
            {
                continue;
            }

            var finding = Finding.Create(options.Rules, match, content,
                new(path, kind, options.KeepsSecrets, part.LinesBefore, part.ColumnsBefore, _scanner.GetDecodedSecret(match))
                {
                    Positions = positions ??= new(),
                });
            AddUnknownNames(content, kind, match, finding.Location);
            options.Found.Add(finding);
            findings.Add(_tracer is null ? finding : finding with { Reasons = GetReasons(_tracer, content, path, match) });
        }

        if (_scanner.Problems.Count > 0)
        {
            lock (coverage.Gaps)
            {
                coverage.Gaps.UnionWith(_scanner.Problems.Select(ForeignText.FromString));
            }
        }

        return kind;
    }

    private static IReadOnlyList<string> GetReasons(RuleTracer tracer, ReadOnlySpan<byte> content, string path, in Match match) =>
        tracer.Explain(content, path, match) is { } judgement ? [.. judgement.EnumerateLines().Select(line => $"{line.Name}: {line.Text}")]
            : [];

    private static bool IsOwnRecord(ReadOnlySpan<byte> content, ContentKind kind, Match match, string path) =>
        kind.GetUnitLength() == 1 && OwnRecords.ContainFingerprint(content, path, match.SecretStart, match.SecretEnd);

    /// <summary>Reports a comment that would accept the match if it named a rule. The name is not repeated: it could be anything.</summary>
    private void AddUnknownNames(ReadOnlySpan<byte> content, ContentKind kind, Match match, Location location)
    {
        if (AllowComment.FindUnknownName(content, kind, match, options.Rules.Rules, options.Comments) is not { } name)
        {
            return;
        }

        var nearest = AllowComment.FindNearestRule(name, options.Rules.Rules);
        var notice = string.Create(CultureInfo.InvariantCulture, $"{location.Path.Raw}:{location.Start.Line}: the comment "
            + $"'secretsentry:allow' names no rule that is on, so it accepts nothing; did you mean '{nearest}'?");
        lock (coverage.Notices)
        {
            coverage.Notices.Add(notice);
        }
    }

    /// <summary>
    /// Returns whether a comment on the line or an allow-list of the configuration accepts the match. An accepted match is counted.
    /// </summary>
    private bool IsAccepted(ReadOnlySpan<byte> content, ContentKind kind, Match match, string path)
    {
        var rule = options.Rules.Rules[match.Rule];
        if (AllowComment.FindAccepting(content, kind, match, rule, options.Comments) is not null)
        {
            coverage.AddAllowed();
            return true;
        }

        if (_allowlists?.FindAccepting(content, kind, match, _scanner.GetDecodedSecret(match), rule, path) is { } list)
        {
            coverage.AddAccepted($"the allow-list of {list.Origin}");
            return true;
        }

        return false;
    }
}
