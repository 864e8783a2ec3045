using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Cache;

/// <summary>
/// Results of a whole scan, for the next scan of a repository that has not changed (<see cref="RepositoryState"/>). The next scan then
/// reads only the objects that have findings. It has to read those, because the file contains no byte of a secret. The file is written only
/// after a scan without gaps. It is ignored when it is damaged, or when one of its findings is not found again.
/// </summary>
internal static class ScanMemory
{
    private const string Magic = "SSSTATE1";

    /// <summary>
    /// Returns the outcome of the last scan. Objects with findings are scanned again. Returns null when there is no usable result.
    /// </summary>
    public static ScanOutcome? Recall(RepositoryLayout layout, ScanOptions options, string state)
    {
        if (state.Length == 0 || Read(CleanBlobs.GetFile(layout, options, "state")) is not { } bytes)
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes));
        if (reader.ReadString() != Magic || reader.ReadString() != state)
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

        var rules = options.Rules.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var cached = Enumerable.Range(0, reader.ReadInt32()).Select(_ => ReadFinding(reader, rules)).ToList();
        return SearchAgain(layout, options, coverage, cached) is { } findings ? CreateOutcome(coverage, findings, cached, objects - files)
            : null;
    }

    /// <summary>
    /// Saves an outcome. Saves nothing when a finding is in the name of a file, or when a location shows parts of a secret.
    /// </summary>
    /// <param name="layout">The repository.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="state">The state before the scan. Nothing is saved when the state has changed since.</param>
    /// <param name="coverage">What was covered.</param>
    /// <param name="files">How many of the enumerated contents were files of the git directory. These are scanned every time.</param>
    /// <param name="findings">Findings in objects.</param>
    public static void Keep(RepositoryLayout layout, ScanOptions options, string state, Coverage coverage, long files,
        IReadOnlyList<CachedFinding> findings)
    {
        if (state.Length == 0 || !coverage.IsComplete || findings.Any(entry => entry.Object.Length == 0 || ContainsRedaction(entry.Finding))
            || RepositoryState.Compute(layout) != state)
        {
            return;
        }

        var output = new MemoryStream();
        using var writer = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(state);
        writer.Write(coverage.Enumerated);
        writer.Write(files);
        writer.Write(coverage.Objects.Count);
        foreach (var (kind, count) in coverage.Objects)
        {
            writer.Write(kind);
            writer.Write(count);
        }

        writer.Write(coverage.Allowed);
        writer.Write(findings.Count);
        foreach (var entry in findings)
        {
            Write(writer, entry);
        }

        writer.Flush();
        var body = output.ToArray();
        CleanBlobs.WriteWhole(CleanBlobs.GetFile(layout, options, "state"), [.. body, .. SHA256.HashData(body)]);
    }

    private static byte[]? Read(string file)
    {
        try
        {
            var bytes = File.Exists(file) ? File.ReadAllBytes(file) : [];
            var body = bytes.Length - SHA256.HashSizeInBytes;
            return body > 0 && SHA256.HashData(bytes.AsSpan(0, body)).AsSpan().SequenceEqual(bytes.AsSpan(body)) ? bytes[..body] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // an unreadable cache is ignored
        }
    }

    private static ScanOutcome CreateOutcome(Coverage coverage, IReadOnlyList<Finding> findings, List<CachedFinding> cached, long objects)
    {
        coverage.AddSkipped("objects that were scanned before and have not changed (--no-cache scans them again)",
            objects - cached.Select(entry => entry.Object).Distinct(StringComparer.Ordinal).Count());
        return new(findings, coverage);
    }

    /// <summary>Returns the findings with their previews. Returns null when one of them is no longer at its location.</summary>
    private static List<Finding>? SearchAgain(RepositoryLayout layout, ScanOptions options, Coverage coverage, List<CachedFinding> cached)
    {
        var (found, findings) = (new Dictionary<(string Object, string Path), List<Finding>>(), new List<Finding>());
        var scan = new ContentScan(options, new Coverage());
        if (cached.Count == 0)
        {
            return findings;
        }

        using var reader = BlobReader.Start(layout.Directory);
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

                scan.Part(content, new(entry.SearchPath, ContentKind.Text, options.KeepsSecrets), new(0, content.Length), here);
            }

            if (here.Find(finding => finding.Rule.Id == entry.Finding.Rule.Id && finding.Fingerprint == entry.Finding.Fingerprint
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
        location.Subject.Length == 0 && location.Commit.Length > 0 && reader.TryRead(location.Commit, out var content, out var kind, out _)
            && kind == "commit"
            ? location with { Subject = scan.Redact(CommitInfo.Parse(location.Commit, content).Subject) }
            : location;

    private static bool ContainsRedaction(Finding finding) =>
        finding.Details.Values.Concat([finding.Location.Path, finding.Location.Author, finding.Location.Ref]).Any(ContainsRedaction);

    private static bool ContainsRedaction(string text) => text.Contains("********", StringComparison.Ordinal);

    private static void Write(BinaryWriter writer, CachedFinding entry)
    {
        writer.Write(entry.Object);
        writer.Write(entry.SearchPath);
        Write(writer, entry.Found);
        Write(writer, entry.Finding.Location);
        writer.Write(entry.Finding.Rule.Id);
        writer.Write(entry.Finding.Fingerprint);
        writer.Write((int)entry.Finding.Confidence);
        writer.Write((int)entry.Finding.Validity);
        writer.Write(entry.Finding.Details.Count);
        foreach (var (key, value) in entry.Finding.Details)
        {
            writer.Write(key);
            writer.Write(value);
        }
    }

    private static CachedFinding ReadFinding(BinaryReader reader, Dictionary<string, Rule> rules)
    {
        var (id, path, found, location) = (reader.ReadString(), reader.ReadString(), ReadLocation(reader), ReadLocation(reader));
        var finding = new Finding
        {
            Rule = rules[reader.ReadString()],
            Fingerprint = reader.ReadString(),
            Confidence = (Confidence)reader.ReadInt32(),
            Validity = (Validity)reader.ReadInt32(),
            Location = location,
            Preview = "",
            Details = Enumerable.Range(0, reader.ReadInt32()).Select(_ => (Key: reader.ReadString(), Value: reader.ReadString()))
            .ToDictionary(detail => detail.Key, detail => detail.Value, StringComparer.Ordinal),
        };
        return new(id, path, found, finding);
    }

    private static void Write(BinaryWriter writer, Location location)
    {
        foreach (var number in new[]
        {
            location.Start.Line, location.Start.Column, location.End.Line, location.End.Column, location.FirstLine, location.LastLine,
        })
        {
            writer.Write(number);
        }

        foreach (var text in new[]
        {
            location.Path, location.Commit, location.Author, ContainsRedaction(location.Subject) ? ""
                : location.Subject, location.Ref, location.Reachability,
            location.Date?.ToString("O", CultureInfo.InvariantCulture) ?? "",
        })
        {
            writer.Write(text);
        }
    }

    private static Location ReadLocation(BinaryReader reader)
    {
        var numbers = Enumerable.Range(0, 6).Select(_ => reader.ReadInt32()).ToArray();
        var texts = Enumerable.Range(0, 7).Select(_ => reader.ReadString()).ToArray();
        return new Location
        {
            Path = texts[0],
            Start = new(numbers[0], numbers[1]),
            End = new(numbers[2], numbers[3]),
            FirstLine = numbers[4],
            LastLine = numbers[5],
            Commit = texts[1],
            Author = texts[2],
            Subject = texts[3],
            Ref = texts[4],
            Reachability = texts[5],
            Date = texts[6].Length > 0 ? DateTimeOffset.Parse(texts[6], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null,
        };
    }
}
