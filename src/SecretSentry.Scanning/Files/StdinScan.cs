using SecretSentry.Findings;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Files;

/// <summary>Scans one stream of any length. Only a part of it is in memory.</summary>
public static class StdinScan
{
    /// <summary>Scans the stream to its end under a name, which decides what the path says about its content.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ScanOutcome Run(Stream input, string name, ScanOptions options)
    {
        var coverage = new Coverage();
        var findings = new List<Finding>();
        new StreamScan(new ContentScan(options, coverage), options.PartLength).Scan(input, name, findings);
        return new(findings, coverage);
    }
}
