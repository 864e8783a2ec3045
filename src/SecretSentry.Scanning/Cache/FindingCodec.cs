using System.Globalization;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;

namespace SecretSentry.Scanning.Cache;

/// <summary>Writes findings without their secrets, and reads them back.</summary>
internal static class FindingCodec
{
    /// <summary>Whether a text contains a redacted part of a secret.</summary>
    public static bool ContainsRedaction(string text) => text.Contains("********", StringComparison.Ordinal);

    /// <summary>Writes a finding. A subject that contains a redacted secret is written as empty.</summary>
    public static void Write(BinaryWriter writer, CachedFinding entry)
    {
        writer.Write(entry.Object);
        writer.Write(entry.SearchPath);
        Write(writer, entry.Found);
        Write(writer, entry.Finding.Location);
        writer.Write(entry.Finding.Rule.Id);
        writer.Write((int)entry.Finding.Confidence);
        writer.Write((int)entry.Finding.Validity);
        writer.Write(entry.Finding.Details.Count);
        foreach (var (key, value) in entry.Finding.Details)
        {
            writer.Write(key);
            writer.Write(value.Raw);
        }
    }

    /// <summary>
    /// Reads what <see cref="Write(BinaryWriter, CachedFinding)"/> wrote. The preview is empty, and there is no identity.
    /// </summary>
    public static CachedFinding Read(BinaryReader reader, IReadOnlyDictionary<string, Rule> rules)
    {
        var (id, path, found, location) = (reader.ReadString(), reader.ReadString(), ReadLocation(reader), ReadLocation(reader));
        var finding = new Finding
        {
            Rule = rules[reader.ReadString()],
            Confidence = (Confidence)reader.ReadInt32(),
            Validity = (Validity)reader.ReadInt32(),
            Location = location,
            Preview = "",
            Details = Enumerable.Range(0, reader.ReadInt32())
                .Select(_ => (Key: reader.ReadString(), Value: new ForeignText(reader.ReadString())))
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
            location.Path.Raw, location.Commit, location.Author.Raw, ContainsRedaction(location.Subject.Raw) ? "" : location.Subject.Raw,
            location.Ref.Raw,
            location.Reachability, location.Date?.ToString("O", CultureInfo.InvariantCulture) ?? "",
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
