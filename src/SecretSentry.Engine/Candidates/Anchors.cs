using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>What the regex of a judged rule finds: not a credential, but a location next to which a credential may occur.</summary>
public static class Anchors
{
    /// <summary>The stem of a telling name. The regex may include one byte before it.</summary>
    internal const string Name = "name";

    /// <summary>Number of offsets at which a stem can begin: where the match of the regex begins, or one byte after.</summary>
    internal const int NameOffsetCount = 2;

    /// <summary>The colon before the slashes of a URL, or the text that indicates a log-in in an address without slashes.</summary>
    internal const string Url = "url";

    /// <summary>The blank or quote before a command-line option.</summary>
    internal const string Option = "option";

    /// <summary>The colon before the port in a line of .pgpass.</summary>
    internal const string Line = "pgpass";

    /// <summary>The words that begin a statement which fills a table. Its rows can be any number of bytes away.</summary>
    internal const string Rows = "rows";

    /// <summary>All anchors, as rule files name them.</summary>
    public static IReadOnlyList<string> All { get; } = [Name, Option, Url, Line, Rows];

    /// <summary>Returns the shared string for an anchor that a rule names, so that references can be compared.</summary>
    internal static string Intern(string anchor) => All.First(name => name == anchor);

    /// <summary>Reads the values at the anchor that begins at <paramref name="start"/>.</summary>
    internal static void Read(string anchor, ReadOnlySpan<byte> content, int start, ref CandidateExtractor extractor)
    {
        switch (anchor)
        {
            case Name:
                ReadName(content, start, ref extractor);
                break;
            case Url:
                ReadUrl(content, start, ref extractor);
                break;
            case Line:
                ReadLine(content, start, ref extractor);
                break;
            default:
                ReadOption(content, start, ref extractor);
                break;
        }
    }

    private static void ReadName(ReadOnlySpan<byte> content, int start, ref CandidateExtractor extractor)
    {
        for (var offset = start; offset < Math.Min(start + NameOffsetCount, content.Length); offset++)
        {
            if (NameStems.GetStemLength(content, offset) is > 0 and var length)
            {
                _ = extractor.ReadName(offset, offset + length);
                return;
            }
        }
    }

    /// <summary>
    /// Reads at the slashes of a URL (each may have a backslash before it), at <c>@tcp(</c> after a log-in, or at <c>:thin:</c> before one.
    /// </summary>
    private static void ReadUrl(ReadOnlySpan<byte> content, int colon, ref CandidateExtractor extractor)
    {
        if (content[colon] == '@')
        {
            if (content[colon..].StartsWith("@tcp("u8) || content[colon..].StartsWith("@unix("u8))
            {
                extractor.ReadLoginBefore(colon);
            }

            return;
        }

        if (content[colon..].StartsWith(SqlPlus))
        {
            extractor.ReadUserSlash(SkipOptions(content, colon + SqlPlus.Length));
            return;
        }

        if (content[colon..].StartsWith(":thin:"u8))
        {
            extractor.ReadUserSlash(colon + 6);
            return;
        }

        var offset = colon + 1;
        for (var slash = 0; slash < 2; slash++)
        {
            offset += offset < content.Length && content[offset] == '\\' ? 1 : 0;
            if (offset >= content.Length || content[offset] != '/')
            {
                return;
            }

            offset++;
        }

        extractor.ReadUserInfo(offset);
    }

    /// <summary>A command that takes its log-in as one word, with a slash between user and password.</summary>
    private static ReadOnlySpan<byte> SqlPlus => "sqlplus "u8;

    /// <summary>Returns whether a command whose name is an anchor begins at <paramref name="offset"/>.</summary>
    internal static bool BeginsCommand(ReadOnlySpan<byte> content, int offset) =>
        content[offset..].StartsWith(SqlPlus) || PasswordTools.IsCommand(content, offset);

    /// <summary>
    /// Returns the offset after the one-word options that begin at <paramref name="offset"/> and after the quote of the next word.
    /// </summary>
    private static int SkipOptions(ReadOnlySpan<byte> content, int offset)
    {
        while (offset + 1 < content.Length && content[offset] == '-'
            && content[offset..Math.Min(content.Length, offset + 12)].IndexOf((byte)' ') is > 0 and var end)
        {
            offset += end + 1;
        }

        return offset + (offset < content.Length && ByteText.IsQuote(content[offset]) ? 1 : 0);
    }

    private static void ReadLine(ReadOnlySpan<byte> content, int colon, ref CandidateExtractor extractor)
    {
        foreach (var port in Ports)
        {
            if (content[colon..].StartsWith(port))
            {
                extractor.ReadFields(colon + port.Length);
            }
        }
    }

    /// <summary>Ports of PostgreSQL and compatible servers.</summary>
    private static readonly byte[][] Ports = [":5432:"u8.ToArray(), ":5433:"u8.ToArray(), ":6432:"u8.ToArray(), ":26257:"u8.ToArray()];

    private static void ReadOption(ReadOnlySpan<byte> content, int start, ref CandidateExtractor extractor)
    {
        if (PasswordTools.IsCommand(content, start))
        {
            extractor.ReadCommand(start);
            return;
        }

        var dash = content[start] == '-' ? start : start + 1;
        if (dash + 2 >= content.Length || content[dash] != '-' || !MayBeginOption(content, dash))
        {
            return;
        }

        var login = FindLoginOptionEnd(content, dash);
        if (login > 0 && login < content.Length && content[login] is (byte)' ' or (byte)'=')
        {
            extractor.ReadUserColon(login);
        }
        else if (content[dash + 1] is (byte)'p' or (byte)'a' or (byte)'w' or (byte)'P' && content[dash + 2] != '-')
        {
            extractor.ReadShortOption(dash + 2);
        }
    }

    private static bool MayBeginOption(ReadOnlySpan<byte> content, int dash) =>
        dash == 0 || ByteText.IsSpace(content[dash - 1]) || ByteText.IsQuote(content[dash - 1]);

    private static int FindLoginOptionEnd(ReadOnlySpan<byte> content, int dash) =>
        content[dash + 1] is (byte)'u' or (byte)'U' ? dash + 2
        : content[(dash + 1)..].StartsWith("-user"u8) ? dash + 6
        : content[(dash + 1)..].StartsWith("-login"u8) ? dash + 7
        : content[(dash + 1)..].StartsWith("-proxy-user"u8) ? dash + 12
        : -1;
}
