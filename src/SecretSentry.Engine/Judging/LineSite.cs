namespace SecretSentry.Engine.Judging;

/// <summary>What the line before a name says about the place of the name.</summary>
/// <param name="IsInString">Whether a quote is open.</param>
/// <param name="IsInComment">Whether a comment has begun.</param>
/// <param name="IsFirst">Whether nothing but blanks stands before it.</param>
/// <param name="IsSymbol">Whether a colon or quote stands right before it.</param>
/// <param name="FollowsComma">Whether a comma stands before it, blanks aside.</param>
/// <param name="MayTakeBlank">Whether a blank alone may join a name and its value there.</param>
internal readonly record struct LineSite(bool IsInString, bool IsInComment, bool IsFirst, bool IsSymbol, bool FollowsComma, bool MayTakeBlank)
{
    /// <summary>Bytes of the line that are looked at.</summary>
    private const int MaxBefore = 300;

    /// <summary>The site of the name at <paramref name="start"/>.</summary>
    public static LineSite Of(ReadOnlySpan<byte> text, int start)
    {
        var least = Math.Max(0, start - MaxBefore);
        var before = text[least..start];
        var line = before[(before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        var trimmed = line.TrimStart(" \t\0"u8);
        var last = line.IsEmpty ? (byte)0 : line[^1];
        var isOpen = HasOpenQuote(line, out var isDoubleOpen);
        var isInString = (isOpen && !ByteText.IsQuote(last)) || (last == '"' && line.Length > 1 && line[^2] == '\\' && isDoubleOpen) || last == '&' || IsQuery(line);
        return new(
            isInString,
            BeginsComment(trimmed) || line.IndexOf("// "u8) >= 0 || line.IndexOf(" # "u8) >= 0,
            trimmed.IsEmpty,
            last == ':' || ByteText.IsQuote(last) || (start < text.Length && text[start] == ':'),
            line.TrimEnd(" \t"u8).EndsWith(","u8),
            trimmed.IsEmpty || TakesBlanks(trimmed));
    }

    private static bool HasOpenQuote(ReadOnlySpan<byte> line, out bool isDoubleOpen)
    {
        var (doubles, singles, backs) = (0, 0, 0);
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'"':
                    doubles++;
                    break;
                case (byte)'\'':
                    singles++;
                    break;
                case (byte)'`':
                    backs++;
                    break;
                default:
                    break;
            }
        }

        isDoubleOpen = doubles % 2 == 1;
        return isDoubleOpen || singles % 2 == 1 || backs % 2 == 1;
    }

    private static bool IsQuery(ReadOnlySpan<byte> line) => line.IndexOf("://"u8) is var scheme && scheme >= 0 && line[scheme..].Contains((byte)'?');

    private static bool BeginsComment(ReadOnlySpan<byte> trimmed) =>
        trimmed.StartsWith("//"u8) || trimmed.StartsWith("#"u8) || trimmed.StartsWith("*"u8) || trimmed.StartsWith("/*"u8) || trimmed.StartsWith("--"u8)
        || trimmed.StartsWith(";"u8) || trimmed.StartsWith("<!--"u8) || trimmed.StartsWith("%"u8) || ByteText.StandsAt(trimmed, 0, "rem "u8);

    private static bool TakesBlanks(ReadOnlySpan<byte> trimmed) =>
        ByteText.StandsAt(trimmed, 0, "env"u8) || ByteText.StandsAt(trimmed, 0, "export"u8) || ByteText.StandsAt(trimmed, 0, "set "u8) || ByteText.StandsAt(trimmed, 0, "machine"u8)
        || ByteText.StandsAt(trimmed, 0, "login"u8) || ByteText.StandsAt(trimmed, 0, "default"u8) || trimmed.StartsWith("- "u8) || trimmed.StartsWith("$ "u8) || trimmed.StartsWith("> "u8) || trimmed.StartsWith("#"u8);
}
