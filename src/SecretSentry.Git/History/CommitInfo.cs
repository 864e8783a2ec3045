using System.Globalization;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.History;

/// <summary>The facts about a commit that a report contains.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Author">Name and mail address, as in <c>A U Thor &lt;mail&gt;</c>.</param>
/// <param name="AuthorDate">Author date.</param>
/// <param name="CommitTime">Committer time, in seconds since 1970.</param>
/// <param name="Subject">First line of the message.</param>
public sealed record CommitInfo(string Id, string Author, DateTimeOffset AuthorDate, long CommitTime, string Subject)
{
    /// <summary>Maximum number of bytes of a name or subject that is kept.</summary>
    private const int MaxLine = 16 * 1024;

    /// <summary>
    /// Parses a commit object. Malformed parts become empty or 1970, because old repositories contain such commits. Names and subjects are
    /// cut after 16 KiB.
    /// </summary>
    public static CommitInfo Parse(string id, ReadOnlySpan<byte> content)
    {
        var split = content.IndexOf("\n\n"u8);
        var headers = split < 0 ? content : content[..(split + 1)];
        var message = split < 0 ? [] : content[(split + 2)..].TrimStart((byte)'\n');
        var (author, date) = ParsePerson(headers, "author "u8);
        return new(id, author, date, ParsePerson(headers, "committer "u8).Date.ToUnixTimeSeconds(), DecodeLine(message));
    }

    private static string DecodeLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        return GitProgram.DecodeText(line[..Math.Min(line.Length, MaxLine)]);
    }

    /// <summary>Returns the ids of the parents, in order. Malformed lines are skipped.</summary>
    public static ObjectId[] ParseParents(ReadOnlySpan<byte> content)
    {
        var parents = new List<ObjectId>();
        for (var rest = SkipLine(content); rest.StartsWith("parent "u8); rest = SkipLine(rest))
        {
            if (ObjectId.TryParse(rest[7..FindEnd(rest)], out var id))
            {
                parents.Add(id);
            }
        }

        return [.. parents];
    }

    /// <summary>Returns the line of the object at which the message starts, counted from 1.</summary>
    public static int FindMessageLine(ReadOnlySpan<byte> content)
    {
        var split = content.IndexOf("\n\n"u8);
        return split < 0 ? 1 : 2 + content[..(split + 1)].Count((byte)'\n');
    }

    private static ReadOnlySpan<byte> SkipLine(ReadOnlySpan<byte> text) => text[Math.Min(text.Length, FindEnd(text) + 1)..];

    private static int FindEnd(ReadOnlySpan<byte> text) => text.IndexOf((byte)'\n') is >= 0 and var length ? length : text.Length;

    /// <summary>"Name &lt;mail&gt; seconds zone" (git-commit-tree manual).</summary>
    private static (string Name, DateTimeOffset Date) ParsePerson(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> key)
    {
        var line = DecodeLine(FindLine(headers, key));
        var close = line.LastIndexOf('>');
        var rest = line[(close + 1)..].Trim().Split(' ');
        var isTime = long.TryParse(rest[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0 and < 253402300799 - 86400;
        var zone = rest.Length > 1 && int.TryParse(rest[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var hhmm)
            ? TimeSpan.FromMinutes((hhmm / 100 * 60) + (hhmm % 100)) : TimeSpan.Zero;
        var date = DateTimeOffset.FromUnixTimeSeconds(isTime ? seconds : 0);
        return (line[..(close + 1)].Trim(), Math.Abs(zone.TotalHours) <= 14 ? date.ToOffset(zone) : date);
    }

    /// <summary>Returns what follows the key in the first line that starts with it; nothing when there is none.</summary>
    private static ReadOnlySpan<byte> FindLine(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> key)
    {
        for (var rest = headers; !rest.IsEmpty;)
        {
            if (rest.StartsWith(key))
            {
                return rest[key.Length..];
            }

            var end = rest.IndexOf((byte)'\n');
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return [];
    }
}
