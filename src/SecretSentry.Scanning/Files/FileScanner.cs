using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Files;

/// <summary>Scans files for one thread.</summary>
internal sealed class FileScanner(ScanOptions options)
{
    /// <summary>Why symbolic links are skipped.</summary>
    public const string Links = "symbolic links (their targets are scanned where they are)";

    /// <summary>Why files are skipped that only git lists.</summary>
    public const string Absent = "tracked files that are not in the folder";

    private readonly ContentScan _scan = new(options, new Coverage());
    private byte[] _buffer = new byte[256 * 1024];

    /// <summary>What this thread covered.</summary>
    public Coverage Coverage => _scan.Coverage;

    /// <summary>What this thread found.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Scans a file. A file that cannot be read is listed in the coverage.</summary>
    public void Scan(FileToScan file)
    {
        try
        {
            var full = Path.Combine(file.Base, file.Path);
            var outcome = PlainFile.Read(full, file.IsNamed, options.PartLength, ref _buffer, out var length);
            Scan(file.Path, full, outcome, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Coverage.AddUnreadable(file.Path, e.Message);
        }
    }

    private void Scan(string path, string full, FileOutcome outcome, int length)
    {
        switch (outcome)
        {
            case FileOutcome.Read when length > options.MaxFileBytes:
            case FileOutcome.TooLong when new FileInfo(full).Length > options.MaxFileBytes:
                Coverage.AddSkipped("files longer than maxFileBytes of the configuration");
                break;
            case FileOutcome.Read:
                _scan.Scan(_buffer.AsSpan(0, length), path, Findings);
                break;
            case FileOutcome.TooLong:
                using (var content = ForeignFile.OpenStream(full))
                {
                    new StreamScan(_scan, options.PartLength).Scan(content, path, Findings);
                }

                break;
            case FileOutcome.Link:
                Coverage.AddSkipped(Links);
                break;
            case FileOutcome.Missing when path.Contains('\uFFFD', StringComparison.Ordinal):
                Coverage.AddUnreadable(path, "its name is not UTF-8, so it cannot be opened; rename it");
                break;
            default:
                Coverage.AddSkipped(Absent);
                break;
        }
    }
}
