using System.Buffers;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Facts about the position of a name, taken from the line before it.</summary>
/// <param name="IsInString">Whether a quote is open.</param>
/// <param name="IsInComment">Whether a comment has begun.</param>
/// <param name="IsFirst">Whether only blanks precede the name.</param>
/// <param name="IsSymbol">Whether a colon or quote directly precedes the name.</param>
/// <param name="FollowsComma">Whether a comma precedes the name, ignoring blanks.</param>
/// <param name="MayJoinByBlank">Whether a blank alone may join a name and its value here.</param>
internal readonly record struct LineSite(bool IsInString, bool IsInComment, bool IsFirst, bool IsSymbol, bool FollowsComma,
    bool MayJoinByBlank)
{
    /// <summary>Maximum number of bytes of the line that are read.</summary>
    private const int MaxBefore = 300;

    private static readonly SearchValues<byte> QuotesAndEscapes = SearchValues.Create("\"'`\\"u8);

    /// <summary>A line without any of these bytes opens no quote, no comment and no query.</summary>
    private static readonly SearchValues<byte> Telling = SearchValues.Create("\"'`\\/#"u8);

    /// <summary>Returns the facts for the name at <paramref name="start"/>.</summary>
    public static LineSite Read(ReadOnlySpan<byte> text, int start)
    {
        var line = Lexing.GetLineBefore(text, start, MaxBefore);
        var trimmed = line[MeasureIndentation(line)..];
        var last = line.IsEmpty ? (byte)0 : line[^1];
        var (isInString, isInComment) = (last == '&', false);
        if (line.ContainsAny(Telling))
        {
            var isOpen = HasOpenQuote(line, out var isDoubleOpen);
            isInString |= (isOpen && !ByteText.IsQuote(last)) || (last == '"' && line.Length > 1 && line[^2] == '\\' && isDoubleOpen)
                || IsQuery(line);
            isInComment = line.IndexOf("// "u8) >= 0 || line.IndexOf(" # "u8) >= 0;
        }

        return new(
            isInString,
            isInComment || BeginsComment(trimmed),
            trimmed.IsEmpty,
            last == ':' || ByteText.IsQuote(last) || (start < text.Length && text[start] == ':'),
            EndsInComma(line),
            trimmed.IsEmpty || HasBlankJoinPrefix(trimmed));
    }

    private static int MeasureIndentation(ReadOnlySpan<byte> line)
    {
        var length = 0;
        while (length < line.Length && line[length] is (byte)' ' or (byte)'\t' or (byte)0)
        {
            length++;
        }

        return length;
    }

    private static bool EndsInComma(ReadOnlySpan<byte> line)
    {
        var end = line.Length;
        while (end > 0 && ByteText.IsBlank(line[end - 1]))
        {
            end--;
        }

        return end > 0 && line[end - 1] == ',';
    }

    private static bool HasOpenQuote(ReadOnlySpan<byte> line, out bool isDoubleOpen)
    {
        var (quotes, apostrophes, backticks) = (0, 0, 0);
        for (var rest = line; rest.IndexOfAny(QuotesAndEscapes) is >= 0 and var offset;)
        {
            var character = rest[offset];
            quotes += character == '"' ? 1 : 0;
            apostrophes += character == '\'' ? 1 : 0;
            backticks += character == '`' ? 1 : 0;
            rest = rest[Math.Min(rest.Length, character == '\\' ? offset + 2 : offset + 1)..];
        }

        isDoubleOpen = quotes % 2 == 1;
        return isDoubleOpen || apostrophes % 2 == 1 || backticks % 2 == 1;
    }

    private static bool IsQuery(ReadOnlySpan<byte> line) =>
        line.IndexOf("://"u8) is var scheme && scheme >= 0 && line[scheme..].Contains((byte)'?');

    private static bool BeginsComment(ReadOnlySpan<byte> trimmed) =>
        !trimmed.IsEmpty && trimmed[0] switch
        {
            (byte)'#' or (byte)'*' or (byte)';' or (byte)'%' => true,
            (byte)'/' => trimmed.StartsWith("//"u8) || trimmed.StartsWith("/*"u8),
            (byte)'-' => trimmed.StartsWith("--"u8),
            (byte)'<' => trimmed.StartsWith("<!--"u8),
            _ => ByteText.Matches(trimmed, 0, "rem "u8),
        };

    /// <summary>First words of settings lines that join name and value by blanks, in lower case.</summary>
    private static readonly byte[][] Commands = ByteText.Split(
        "quote fcgid_initial_env set setenv setx enable d-i fastcgi_param env snmp-server tacacs-server radius-server nmcli machine "
            + "login user username local-user poll "
        + "arg define mysql-server");

    /// <summary>Words before a name that indicate a user, in lower case.</summary>
    private static readonly byte[][] Users = ByteText.Split("user login username account benutzer usuario utilisateur");

    /// <summary>
    /// Returns whether the line of the name at <paramref name="start"/> begins with a settings command, or mentions a user before the name.
    /// A word may be a value on such a line.
    /// </summary>
    public static bool IsOfCommand(ReadOnlySpan<byte> text, int start)
    {
        var line = Lexing.GetLineBefore(text, start, MaxBefore);
        var trimmed = line[MeasureIndentation(line)..];
        if (Lexing.FindWordEnd(trimmed, 0, Commands) >= 0)
        {
            return true;
        }

        foreach (var user in Users)
        {
            if (ContainsWord(trimmed, user))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the line contains the word, followed by a blank or colon and more text.</summary>
    private static bool ContainsWord(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word)
    {
        for (var offset = 0; offset + word.Length + 2 < line.Length; offset++)
        {
            if (ByteText.Matches(line, offset, word) && line[offset + word.Length] is (byte)' ' or (byte)':'
                && (offset == 0 || !ByteText.IsWord(line[offset - 1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasBlankJoinPrefix(ReadOnlySpan<byte> trimmed) =>
        ByteText.Matches(trimmed, 0, "env"u8) || ByteText.Matches(trimmed, 0, "export"u8) || ByteText.Matches(trimmed, 0, "set "u8)
            || ByteText.Matches(trimmed, 0, "machine"u8)
        || ByteText.Matches(trimmed, 0, "login"u8) || ByteText.Matches(trimmed, 0, "default"u8) || trimmed.StartsWith("- "u8)
        || trimmed.StartsWith("$ "u8) || trimmed.StartsWith("> "u8) || trimmed.StartsWith("#"u8);
}
