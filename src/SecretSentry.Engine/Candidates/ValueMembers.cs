using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Pairs in which the telling name is itself a value: <c>name: DB_PASSWORD</c> above <c>value: ...</c>.</summary>
internal static class ValueMembers
{
    private static readonly byte[][] Members =
        ByteText.Split("value val with defaultvalue default content <string> <value> text parametervalue");

    /// <summary>Returns whether a member can begin with this byte.</summary>
    internal static bool BeginsMember(byte value) =>
        ByteText.ToLower(value) is (byte)'v' or (byte)'w' or (byte)'d' or (byte)'c' or (byte)'t' or (byte)'p' or (byte)'<';

    /// <summary>
    /// Returns whether this byte can be between a name and a member that follows it: a quote in any form, a space, a mark between members
    /// or tags.
    /// </summary>
    private static bool MayPrecedeMember(byte value) => value < 0x80 && ByteText.IsInSet(
        value,
        1ul << '"' | 1ul << '\'' | 1ul << '&' | 1ul << '%' | 1ul << ' ' | 1ul << '\t' | 1ul << '\r' | 1ul << '\n' | 1ul << ',' | 1ul << ';'
        | 1ul << ':' | 1ul << '<' | 1ul << '/' | 1ul << '>' | 1ul << '-',
        1ul << ('`' - 64) | 1ul << ('\\' - 64));

    /// <summary>Maximum number of lines of a block in which a default is searched for.</summary>
    private const int MaxBlockLines = 6;

    /// <summary>Returns the offset of the value of the member after a name. Negative when there is none.</summary>
    public static int FindValueAfter(ReadOnlySpan<byte> text, int offset)
    {
        if (offset >= text.Length || !MayPrecedeMember(text[offset]))
        {
            return -1;
        }

        var start = SkipQuote(text, offset);
        if (start < text.Length && text[start] == ':')
        {
            return MappingDefaults.FindValue(text, start);
        }

        if (start > offset && Lexing.SkipBlanks(text, start) is var brace && brace < text.Length && text[brace] == '{')
        {
            return FindDefaultInBlock(text, brace + 1);
        }

        var gap = SkipGap(text, start);
        if (gap == start)
        {
            return -1;
        }

        var member = SkipQuote(text, gap);
        member += member + 1 < text.Length && text[member] == ':' && text[member + 1] == 'w' ? 1 : 0; // :with => "..."
        if (member >= text.Length || !BeginsMember(text[member]))
        {
            return -1;
        }

        if (FindValueTagEnd(text, member) is > 0 and var value)
        {
            return value;
        }

        foreach (var name in Members)
        {
            if (ByteText.Matches(text, member, name))
            {
                return FindJoinedValue(text, member + name.Length, name[0] == '<');
            }
        }

        return -1;
    }

    /// <summary>
    /// Returns the value of the member before the one whose value is the name at <paramref name="start"/>: <c>"value": "...", "name":
    /// "DB_PASSWORD"</c>. Its length is 0 when there is none.
    /// </summary>
    public static (int Start, int End) FindValueBefore(ReadOnlySpan<byte> text, int start)
    {
        var keyStart = FindKeyBefore(text, start);
        if (keyStart <= 0)
        {
            return default;
        }

        var least = Math.Max(0, keyStart - MaxValueBefore);
        var end = least + text[least..keyStart].TrimEnd(" \t\r\n,;"u8).Length;
        if (end - 2 < least)
        {
            return default;
        }

        var isQuoted = text[end - 1] is (byte)'"' or (byte)'\'';
        end -= isQuoted ? 1 : 0;
        var open = least + (isQuoted ? text[least..end].LastIndexOfAny(text[end], (byte)'\n') : text[least..end].LastIndexOfAny(" :="u8));
        return open > least && text[open] != '\n' && IsValueKey(text, open) ? (open + 1, end) : default;
    }

    /// <summary>Maximum number of bytes before a name in which the member of the value is searched for.</summary>
    private const int MaxValueBefore = 200;

    /// <summary>
    /// Returns the start of <c>name</c> or <c>key</c>, including its quote, when the value at <paramref name="offset"/> belongs to that
    /// member. Negative when it does not.
    /// </summary>
    private static int FindKeyBefore(ReadOnlySpan<byte> text, int offset)
    {
        offset -= offset > 0 && ByteText.IsQuote(text[offset - 1]) ? 1 : 0;
        offset -= offset > 0 && text[offset - 1] == ' ' ? 1 : 0;
        if (offset < 6 || text[offset - 1] is not ((byte)':' or (byte)'='))
        {
            return -1;
        }

        offset -= text[offset - 2] is (byte)'"' or (byte)'\'' ? 2 : 1;
        offset -= ByteText.Matches(text, offset - 4, "name"u8) ? 4 : ByteText.Matches(text, offset - 3, "key"u8) ? 3 : offset;
        var isKey = offset > 0 && (ByteText.IsQuote(text[offset - 1]) || ByteText.IsSpace(text[offset - 1]) || text[offset - 1] == ',');
        return isKey ? offset - (ByteText.IsQuote(text[offset - 1]) ? 1 : 0) : -1;
    }

    /// <summary>Returns whether <c>value</c> and a sign precede <paramref name="open"/>.</summary>
    private static bool IsValueKey(ReadOnlySpan<byte> text, int open)
    {
        var before = text[Math.Max(0, open - 12)..(open + (text[open] is (byte)':' or (byte)'=' ? 1 : 0))].TrimEnd(" "u8);
        return before.Length > 6 && before[^1] is (byte)':' or (byte)'=' && before[..^1].TrimEnd("\"'"u8) is var key
            && ByteText.Matches(key, key.Length - 5, "value"u8);
    }

    /// <summary><c>variable "x" {</c>, lines, <c>default = ...</c></summary>
    private static int FindDefaultInBlock(ReadOnlySpan<byte> text, int offset)
    {
        for (var line = 0; line < MaxBlockLines && offset < text.Length; line++)
        {
            offset = Lexing.SkipSpaces(text, offset);
            if (ByteText.Matches(text, offset, "default"u8) || ByteText.Matches(text, offset, "value"u8))
            {
                var end = FindJoinedValue(text, offset + (ByteText.Matches(text, offset, "value"u8) ? 5 : 7), isElement: false);
                if (end > 0)
                {
                    return end;
                }
            }

            var rest = text[offset..Math.Min(text.Length, offset + CandidateExtractor.Reach / MaxBlockLines)];
            var stop = rest.IndexOfAny((byte)'\n', (byte)'}');
            if (stop < 0 || rest[stop] == '}')
            {
                return -1;
            }

            offset += stop + 1;
        }

        return -1;
    }

    private static int FindJoinedValue(ReadOnlySpan<byte> text, int offset, bool isElement)
    {
        if (isElement)
        {
            return offset;
        }

        var next = Lexing.SkipBlanks(text, offset);
        if (next > offset && next < text.Length && ByteText.IsQuote(text[next]) && ByteText.Matches(text, offset - 4, "with"u8))
        {
            return next; // "Password" with "..."
        }

        offset = Lexing.SkipBlanks(text, SkipQuote(text, offset));
        if (offset >= text.Length || text[offset] is not ((byte)':' or (byte)'=' or (byte)',' or (byte)'>'))
        {
            return -1;
        }

        offset++;
        return Lexing.SkipBlanks(text, offset < text.Length && text[offset] == '>' ? offset + 1 : offset);
    }

    private static int SkipQuote(ReadOnlySpan<byte> text, int offset) => offset + Lexing.ReadQuote(text, offset).Length;

    /// <summary>Skips a comma, a line ending with the dash of a list, the end of a tag, or blanks.</summary>
    private static int SkipGap(ReadOnlySpan<byte> text, int offset)
    {
        var gap = Lexing.SkipSpaces(text, offset);
        if (gap < text.Length && text[gap] is (byte)',' or (byte)';')
        {
            gap = Lexing.SkipSpaces(text, gap + 1);
        }
        else if (gap < text.Length && text[gap] == '<' && text[gap..].StartsWith("</"u8))
        {
            var close = text[gap..Math.Min(text.Length, gap + 60)].IndexOf((byte)'>');
            gap = close < 0 ? gap : Lexing.SkipSpaces(text, gap + close + 1);
            return IsValueTag(text, gap) ? gap : offset;
        }
        else if (offset > 0 && gap > offset && ByteText.IsQuote(text[offset - 1]) && FindTagEnd(text, gap) is > 0 and var tag
            && FindValueTagEnd(text, tag) > 0)
        {
            return tag; // <property name="password" type="x"> above <text name="value">
        }
        else if (gap < text.Length && text[gap] is (byte)'/' or (byte)'>')
        {
            var close = text[gap] == '/' ? gap + 1 : gap;
            gap = close < text.Length && text[close] == '>' ? Lexing.SkipSpaces(text, close + 1) : offset;
        }

        return gap + 1 < text.Length && text[gap] == '-' && text[gap + 1] == ' ' ? Lexing.SkipBlanks(text, gap + 1) : gap;
    }

    /// <summary>
    /// Returns the offset of the next tag after the attributes at <paramref name="offset"/>. Negative when there is none.
    /// </summary>
    private static int FindTagEnd(ReadOnlySpan<byte> text, int offset)
    {
        var rest = text[offset..Math.Min(text.Length, offset + MaxTag)];
        var close = rest.IndexOf((byte)'>');
        return close > 0 && rest[..close].IndexOf((byte)'<') < 0 ? Lexing.SkipSpaces(text, offset + close + 1) : -1;
    }

    private static bool IsValueTag(ReadOnlySpan<byte> text, int offset) =>
        ByteText.Matches(text, offset, "<string>"u8) || ByteText.Matches(text, offset, "<value>"u8) || FindValueTagEnd(text, offset) > 0;

    /// <summary>
    /// Returns the offset after a tag that announces a value: <c>&lt;param-value&gt;</c>, <c>&lt;con:value&gt;</c>, <c>&lt;prop
    /// name="Argument.value"&gt;</c>. Negative when there is none.
    /// </summary>
    private static int FindValueTagEnd(ReadOnlySpan<byte> text, int offset)
    {
        if (offset >= text.Length || text[offset] != '<')
        {
            return -1;
        }

        var rest = text[offset..Math.Min(text.Length, offset + MaxTag)];
        var close = rest.IndexOf((byte)'>');
        return close > 0 && rest[..close].TrimEnd("\""u8).EndsWith("value"u8) && rest[close - 1] != '/' ? offset + close + 1 : -1;
    }

    private const int MaxTag = 60;
}
