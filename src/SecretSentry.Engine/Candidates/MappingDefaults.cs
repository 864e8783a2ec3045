using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Values of members that are one level below a telling name, as in templates of clouds: <c>DbPassword:</c> above <c>Type: String</c> and
/// <c>Default: ...</c>, and the same in JSON.
/// </summary>
internal static class MappingDefaults
{
    /// <summary>Maximum number of members that are searched.</summary>
    private const int MaxMembers = 8;

    /// <summary>Maximum length of a member.</summary>
    private const int MaxMember = 120;

    private static readonly byte[][] Keys = ["default"u8.ToArray(), "defaultvalue"u8.ToArray()];

    /// <summary>
    /// Returns the offset of the value of a default below the name whose colon is at <paramref name="colon"/>. Negative when there is none.
    /// </summary>
    public static int FindValue(ReadOnlySpan<byte> text, int colon)
    {
        var next = Lexing.SkipBlanks(text, colon + 1);
        return next >= text.Length ? -1 : text[next] == '{' ? FindInObject(text, next + 1) : ByteText.IsBreak(text[next])
            ? FindInLines(text, colon, next) : -1;
    }

    private static int FindInObject(ReadOnlySpan<byte> text, int offset)
    {
        for (var member = 0; member < MaxMembers; member++)
        {
            offset = Lexing.SkipSpaces(text, offset);
            if (FindDefault(text, offset) is > 0 and var value)
            {
                return value;
            }

            var rest = text[offset..Math.Min(text.Length, offset + MaxMember)];
            var end = rest.IndexOfAny((byte)',', (byte)'{', (byte)'}');
            if (end < 0 || rest[end] != ',')
            {
                return -1;
            }

            offset += end + 1;
        }

        return -1;
    }

    /// <summary>Searches the lines that are indented more than the line of the name.</summary>
    private static int FindInLines(ReadOnlySpan<byte> text, int colon, int lineEnd)
    {
        var line = Lexing.GetLineBefore(text, colon, MaxMember);
        var indentation = line.Length - line.TrimStart(" -"u8).Length;
        for (var member = 0; member < MaxMembers; member++)
        {
            var start = lineEnd + (text[lineEnd..].StartsWith("\r\n"u8) ? 2 : 1);
            var offset = Lexing.SkipBlanks(text, Math.Min(start, text.Length));
            if (offset - start <= indentation || offset >= text.Length)
            {
                return -1;
            }

            if (FindDefault(text, offset) is > 0 and var value)
            {
                return value;
            }

            var length = text[offset..Math.Min(text.Length, offset + MaxMember)].IndexOfAny((byte)'\n', (byte)'\r');
            if (length < 0)
            {
                return -1;
            }

            lineEnd = offset + length;
        }

        return -1;
    }

    private static int FindDefault(ReadOnlySpan<byte> text, int offset)
    {
        offset += Lexing.ReadQuote(text, offset).Length;
        foreach (var key in Keys)
        {
            if (!ByteText.Matches(text, offset, key))
            {
                continue;
            }

            var end = offset + key.Length;
            var colon = Lexing.SkipBlanks(text, end + Lexing.ReadQuote(text, end).Length);
            if (colon < text.Length && text[colon] == ':')
            {
                var value = Lexing.SkipBlanks(text, colon + 1);
                return value < text.Length && !ByteText.IsBreak(text[value]) ? value : -1;
            }
        }

        return -1;
    }
}
