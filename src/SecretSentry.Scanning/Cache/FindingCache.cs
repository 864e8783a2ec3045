using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Cache;

/// <summary>
/// The result of a whole scan, for the next scan of a repository that has not changed (<see cref="RepositoryState"/>). The next scan then
/// reads only the objects that have findings. It has to read those, because the file contains no byte of a secret. The file is written only
/// after a scan without gaps. It is ignored when it is damaged, or when one of its findings is not found again.
/// </summary>
internal sealed class FindingCache
{
    private const string Magic = "SSSTATE2";

    private readonly RepositoryLayout _layout;
    private readonly ScanOptions _options;
    private readonly string _state;
    private readonly CacheFile? _file;

    private FindingCache(RepositoryLayout layout, ScanOptions options, CacheFile? file) =>
        (_layout, _options, _file, _state) = (layout, options, file, file is null ? "" : RepositoryState.Compute(layout));

    /// <summary>
    /// Returns the cache of a repository in its present state. The cache does nothing when the options choose only a part.
    /// </summary>
    public static FindingCache Open(RepositoryLayout layout, ScanOptions options)
    {
        var isWhole = options is { Selection: { UsesCache: true, ChoosesCommits: false }, Paths: null, Allowlists: null };
        return new(layout, options, isWhole ? CacheFile.Open(layout, options, "state") : null);
    }

    /// <summary>
    /// Returns the outcome of the last scan. Objects with findings are scanned again. Returns null when there is no usable result.
    /// </summary>
    public ScanOutcome? Load()
    {
        if (_state.Length == 0 || _file?.Read() is not { IsEmpty: false } bytes)
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes.ToArray()));
        if (reader.ReadString() != Magic || reader.ReadString() != _state)
        {
            return null;
        }

        var coverage = new Coverage();
        var (objects, files) = (reader.ReadInt64(), reader.ReadInt64());
        for (var remaining = reader.ReadInt32(); remaining > 0; remaining--)
        {
            coverage.Objects[reader.ReadString()] = reader.ReadInt64();
        }

        for (var remaining = reader.ReadInt64(); remaining > 0; remaining--)
        {
            coverage.AddAllowed();
        }

        var rules = _options.Rules.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var cached = Enumerable.Range(0, reader.ReadInt32()).Select(_ => FindingCodec.Read(reader, rules)).ToList();
        if (SearchAgain(coverage, cached) is not { } findings)
        {
            return null;
        }

        coverage.AddSkipped("objects that were scanned before and have not changed (--no-cache scans them again)",
            objects - files - cached.Select(entry => entry.Object).Distinct(StringComparer.Ordinal).Count());
        return new(findings, coverage);
    }

    /// <summary>
    /// Saves an outcome. Saves nothing when the repository has changed since <see cref="Open"/>, when a finding is in the name of a file,
    /// or when a location contains parts of a secret.
    /// </summary>
    /// <param name="coverage">What was covered.</param>
    /// <param name="files">How many of the enumerated contents were files of the git directory. These are scanned every time.</param>
    /// <param name="findings">Findings in objects.</param>
    public void Save(Coverage coverage, long files, IReadOnlyList<CachedFinding> findings)
    {
        if (_state.Length == 0 || !coverage.IsComplete
            || findings.Any(entry => entry.Object.Length == 0 || ContainsRedaction(entry.Finding))
            || RepositoryState.Compute(_layout) != _state)
        {
            return;
        }

        var output = new MemoryStream();
        using var writer = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(_state);
        writer.Write(coverage.Enumerated);
        writer.Write(files);
        writer.Write(coverage.Objects.Count);
        foreach (var (kind, count) in coverage.Objects)
        {
            writer.Write(kind.Raw);
            writer.Write(count);
        }

        writer.Write(coverage.Allowed);
        writer.Write(findings.Count);
        foreach (var entry in findings)
        {
            FindingCodec.Write(writer, entry);
        }

        writer.Flush();
        _file?.Write(output.GetBuffer().AsMemory(0, (int)output.Length));
    }

    /// <summary>Returns the findings with their previews. Returns null when one of them is no longer at its location.</summary>
    private List<Finding>? SearchAgain(Coverage coverage, List<CachedFinding> cached)
    {
        var (found, findings) = (new Dictionary<(string Object, string Path), List<Finding>>(), new List<Finding>());
        var scan = new ContentScan(_options, new Coverage());
        if (cached.Count == 0)
        {
            return findings;
        }

        using var reader = BlobReader.Start(_layout.Directory);
        foreach (var entry in cached)
        {
            if (!found.TryGetValue((entry.Object, entry.SearchPath), out var here))
            {
                if (!reader.TryRead(entry.Object, out var content, out _, out _))
                {
                    return null;
                }

                found[(entry.Object, entry.SearchPath)] = here = [];
                if (!found.Keys.Any(key => key.Object == entry.Object && key.Path != entry.SearchPath))
                {
                    coverage.AddScanned(content.Length, ContentKinds.Detect(content) == ContentKind.Binary);
                }

                scan.ScanPart(content, entry.SearchPath, new(0, content.Length), here);
            }

            if (here.Find(finding => finding.Rule.Id == entry.Finding.Rule.Id
                && finding.Location.Start == entry.Found.Start && finding.Location.End == entry.Found.End) is not { } again)
            {
                return null;
            }

            findings.Add(again with { Location = RestoreSubject(entry.Finding.Location, reader, scan), Details = entry.Finding.Details });
        }

        return findings;
    }

    /// <summary>Reads the subject of the commit again when it was not saved.</summary>
    private static Location RestoreSubject(Location location, BlobReader reader, ContentScan scan) =>
        location.Subject.IsEmpty && location.Commit.Length > 0 && reader.TryRead(location.Commit, out var content, out var kind, out _)
            && kind == "commit"
            ? location with { Subject = scan.Redact(CommitInfo.Parse(location.Commit, content).Subject) }
            : location;

    private static bool ContainsRedaction(Finding finding) =>
        finding.Details.Values.Concat([finding.Location.Path, finding.Location.Author, finding.Location.Ref])
            .Any(text => FindingCodec.ContainsRedaction(text.Raw));
}
