namespace SecretSentry.Engine.Judging;

/// <summary>Tools that take a password in a place of its own: <c>echo 'user:...' | chpasswd</c>, <c>htpasswd -b FILE USER ...</c>.</summary>
internal static class PasswordTools
{
    private const int MaxBefore = 200;

    /// <summary>The value that stands with the tool named from <paramref name="start"/> to <paramref name="end"/>; of no length for none.</summary>
    public static (int Start, int End) ValueOf(ReadOnlySpan<byte> text, int start, int end) =>
        ByteText.StandsAt(text, start, "chpasswd"u8) ? Piped(text, start)
        : ByteText.StandsAt(text, start, "htpasswd"u8) ? LastWord(text, end)
        : ByteText.StandsAt(text, start, "--password-stdin"u8) ? Echoed(text, start)
        : default;

    /// <summary>Whether the name of such a tool stands at <paramref name="start"/>.</summary>
    public static bool IsTool(ReadOnlySpan<byte> text, int start) => ByteText.StandsAt(text, start, "chpasswd"u8) || ByteText.StandsAt(text, start, "htpasswd"u8) || ByteText.StandsAt(text, start, "--password-stdin"u8);

    /// <summary>What stands between the first colon and the quote before the pipe.</summary>
    private static (int Start, int End) Piped(ReadOnlySpan<byte> text, int at)
    {
        var first = Math.Max(0, at - MaxBefore);
        var before = text[first..at];
        var pipe = before.TrimEnd(" \t"u8);
        var line = pipe.LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        if (!pipe.EndsWith("|"u8) || before[line..].IndexOf("echo"u8) < 0)
        {
            return default;
        }

        var login = pipe[..^1].TrimEnd(" \t\"'"u8);
        var colon = login[line..].IndexOf((byte)':');
        return colon < 0 ? default : (first + line + colon + 1, first + login.Length);
    }

    /// <summary>All that is echoed into the command: <c>echo "..." | docker login --password-stdin</c>.</summary>
    private static (int Start, int End) Echoed(ReadOnlySpan<byte> text, int at)
    {
        var first = Math.Max(0, at - MaxBefore);
        var line = text[first..at];
        line = line[(line.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        var (pipe, echo) = (line.LastIndexOf((byte)'|'), Math.Max(line.LastIndexOf("echo "u8), line.LastIndexOf("printf "u8)));
        if (echo < 0 || pipe < echo)
        {
            return default;
        }

        var said = line[..pipe].TrimEnd(" \"'"u8);
        var start = echo + line[echo..].IndexOf((byte)' ');
        while (start < said.Length && (said[start] == ' ' || ByteText.IsQuote(said[start]) || (said[start] == '-' && said[start..].StartsWith("-n "u8))))
        {
            start += said[start] == '-' ? 2 : 1;
        }

        return start < said.Length ? (at - line.Length + start, at - line.Length + said.Length) : default;
    }

    /// <summary>The last word of a command in batch mode.</summary>
    private static (int Start, int End) LastWord(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[at..Math.Min(text.Length, at + MaxBefore)];
        var line = rest.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end ? rest[..end] : rest;
        var command = (line.IndexOfAny((byte)'|', (byte)';', (byte)'&') is >= 0 and var stop ? line[..stop] : line).TrimEnd(" \t\"'`"u8);
        var options = command.TrimStart(" \t"u8);
        var last = command.LastIndexOfAny((byte)' ', (byte)'\'', (byte)'"');
        return options.StartsWith("-"u8) && options[..Math.Min(options.Length, 8)].Contains((byte)'b') && last > 0 ? (at + last + 1, at + command.Length) : default;
    }
}
