using SecretSentry.Findings;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Files;

/// <summary>Scans one stream, which is read to its end first.</summary>
public static class StdinScan
{
    public static ScanOutcome Run(Stream input, string name, ScanOptions options)
    {
        using var content = new MemoryStream();
        input.CopyTo(content);
        var coverage = new Coverage();
        var findings = new List<Finding>();
        new ContentScan(options, coverage).Scan(content.GetBuffer().AsSpan(0, (int)content.Length), name, findings);
        return new(findings, coverage);
    }
}
