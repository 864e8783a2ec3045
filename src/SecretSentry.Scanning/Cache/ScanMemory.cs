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
/// What a whole scan found, for the next scan of a repository in which nothing has changed (<see cref="RepositoryState"/>): then only the
/// objects that hold something are read again, because the file keeps no byte of a secret. Written only after a scan without gaps. A file
/// that is damaged, or whose findings are not found again, counts as none.
/// </summary>
internal static class ScanMemory
{
    private const string Magic = "SSSTATE1";

    /// <summary>The outcome of the last scan, objects with findings searched again; null when there is nothing to rely on.</summary>
    public static ScanOutcome? Recall(RepositoryLayout layout, ScanOptions options, string state)
    {
        if (state.Length == 0 || Read(CleanBlobs.FileOf(layout, options, "state")) is not { } bytes)
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
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            coverage.Objects[reader.ReadString()] = reader.ReadInt64();
        }

        for (var left = reader.ReadInt64(); left > 0; left--)
        {
            coverage.AddAllowed();
        }

        var rules = options.Rules.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var remembered = Enumerable.Range(0, reader.ReadInt32()).Select(_ => ReadFinding(reader, rules)).ToList();
        return Again(layout, options, coverage, remembered) is { } findings ? Outcome(coverage, findings, remembered, objects - files)
            : null;
    }

    /// <summary>
    /// Keeps an outcome. Findings in names of files, and places that show parts of a secret, are not for a cache: then nothing is kept.
    /// </summary>
    /// <param name="layout">The repository.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="state">The state before the scan; nothing is kept when it is another one by now.</param>
    /// <param name="coverage">What was covered.</param>
    /// <param name="files">How many of the things enumerated were files of the git directory, which are searched every time.</param>
    /// <param name="findings">Findings in objects.</param>
    public static void Keep(RepositoryLayout layout, ScanOptions options, string state, Coverage coverage, long files,
        IReadOnlyList<RememberedFinding> findings)
    {
        if (state.Length == 0 || !coverage.IsComplete || findings.Any(one => one.Object.Length == 0 || ShowsSecret(one.Finding))
            || RepositoryState.Of(layout) != state)
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
        foreach (var one in findings)
        {
            Write(writer, one);
        }

        writer.Flush();
        var body = output.ToArray();
        CleanBlobs.WriteWhole(CleanBlobs.FileOf(layout, options, "state"), [.. body, .. SHA256.HashData(body)]);
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
            return null; // a cache that cannot be read is as good as none
        }
    }

    private static ScanOutcome Outcome(Coverage coverage, IReadOnlyList<Finding> findings, List<RememberedFinding> remembered, long objects)
    {
        coverage.AddSkipped("objects that were scanned before and have not changed (--no-cache scans them again)",
            objects - remembered.Select(one => one.Object).Distinct(StringComparer.Ordinal).Count());
        return new(findings, coverage);
    }

    /// <summary>The findings with their previews; null when one of them is not where it was.</summary>
    private static List<Finding>? Again(RepositoryLayout layout, ScanOptions options, Coverage coverage, List<RememberedFinding> remembered)
    {
        var (found, findings) = (new Dictionary<(string Object, string Path), List<Finding>>(), new List<Finding>());
        var scan = new ContentScan(options, new Coverage());
        if (remembered.Count == 0)
        {
            return findings;
        }

        using var reader = BlobReader.Start(layout.Directory);
        foreach (var one in remembered)
        {
            if (!found.TryGetValue((one.Object, one.SearchPath), out var here))
            {
                if (!reader.TryRead(one.Object, out var content, out _, out _))
                {
                    return null;
                }

                found[(one.Object, one.SearchPath)] = here = [];
                if (!found.Keys.Any(key => key.Object == one.Object && key.Path != one.SearchPath))
                {
                    coverage.AddScanned(content.Length, ContentKinds.Of(content) == ContentKind.Binary);
                }

                scan.Part(content, new(one.SearchPath, ContentKind.Text, options.KeepsSecrets), new(0, content.Length), here);
            }

            if (here.Find(finding => finding.Rule.Id == one.Finding.Rule.Id && finding.Fingerprint == one.Finding.Fingerprint
                && finding.Place.Start == one.Found.Start && finding.Place.End == one.Found.End) is not { } again)
            {
                return null;
            }

            findings.Add(again with { Place = WithSubject(one.Finding.Place, reader, scan), Details = one.Finding.Details });
        }

        return findings;
    }

    /// <summary>A subject that was not kept is read again.</summary>
    private static Place WithSubject(Place place, BlobReader reader, ContentScan scan) =>
        place.Subject.Length == 0 && place.Commit.Length > 0 && reader.TryRead(place.Commit, out var content, out var kind, out _)
            && kind == "commit"
            ? place with { Subject = scan.Masked(CommitInfo.Parse(place.Commit, content).Subject) }
            : place;

    private static bool ShowsSecret(Finding finding) =>
        finding.Details.Values.Concat([finding.Place.Path, finding.Place.Author, finding.Place.Ref]).Any(ShowsSecret);

    private static bool ShowsSecret(string text) => text.Contains("********", StringComparison.Ordinal);

    private static void Write(BinaryWriter writer, RememberedFinding one)
    {
        writer.Write(one.Object);
        writer.Write(one.SearchPath);
        Write(writer, one.Found);
        Write(writer, one.Finding.Place);
        writer.Write(one.Finding.Rule.Id);
        writer.Write(one.Finding.Fingerprint);
        writer.Write((int)one.Finding.Confidence);
        writer.Write((int)one.Finding.Validity);
        writer.Write(one.Finding.Details.Count);
        foreach (var (key, value) in one.Finding.Details)
        {
            writer.Write(key);
            writer.Write(value);
        }
    }

    private static RememberedFinding ReadFinding(BinaryReader reader, Dictionary<string, Rule> rules)
    {
        var (id, path, found, place) = (reader.ReadString(), reader.ReadString(), ReadPlace(reader), ReadPlace(reader));
        var finding = new Finding
        {
            Rule = rules[reader.ReadString()],
            Fingerprint = reader.ReadString(),
            Confidence = (Confidence)reader.ReadInt32(),
            Validity = (Validity)reader.ReadInt32(),
            Place = place,
            Preview = "",
            Details = Enumerable.Range(0, reader.ReadInt32()).Select(_ => (Key: reader.ReadString(), Value: reader.ReadString()))
            .ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal),
        };
        return new(id, path, found, finding);
    }

    private static void Write(BinaryWriter writer, Place place)
    {
        foreach (var number in new[]
        {
            place.Start.Line, place.Start.Column, place.End.Line, place.End.Column, place.FirstLine, place.LastLine,
        })
        {
            writer.Write(number);
        }

        foreach (var text in new[]
        {
            place.Path, place.Commit, place.Author, ShowsSecret(place.Subject) ? "" : place.Subject, place.Ref, place.Reachability,
            place.Date?.ToString("O", CultureInfo.InvariantCulture) ?? "",
        })
        {
            writer.Write(text);
        }
    }

    private static Place ReadPlace(BinaryReader reader)
    {
        var numbers = Enumerable.Range(0, 6).Select(_ => reader.ReadInt32()).ToArray();
        var texts = Enumerable.Range(0, 7).Select(_ => reader.ReadString()).ToArray();
        return new Place
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
