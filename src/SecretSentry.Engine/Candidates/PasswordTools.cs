using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Tools that take a password in a place of its own: <c>echo 'user:...' | chpasswd</c>, <c>htpasswd -b FILE USER ...</c>.
/// </summary>
internal static class PasswordTools
{
    private const int MaxBefore = 200;

    /// <summary>Tools whose name holds the stem of a telling one, and how each takes the password.</summary>
    private static readonly (byte[] Name, Reading Read)[] Tools =
    [
        ("chpasswd"u8.ToArray(), (text, start, end) => Piped(text, start) is { End: > 0 } piped ? piped : Pair(text, end)),
        ("mosquitto_passwd"u8.ToArray(), (text, _, end) => LastWord(text, end)),
        ("smbpasswd"u8.ToArray(), (text, start, _) => Answered(text, start)),
        ("--passphrase-fd"u8.ToArray(), (text, start, _) => Echoed(text, start)), ("htpasswd"u8.ToArray(),
            (text, _, end) => LastWord(text, end)),
        ("--password-stdin"u8.ToArray(), (text, start, _) => Echoed(text, start)),
        ("--pass-stdin"u8.ToArray(), (text, start, _) => Echoed(text, start)),
        ("passwd --stdin"u8.ToArray(), (text, start, _) => Echoed(text, start)),
        ("passwd "u8.ToArray(), (text, start, end) => OfPasswd(text, start, end)),
    ];

    /// <summary>
    /// Commands that no such stem gives away, as the rule of command lines finds them, and how many words stand before the password.
    /// </summary>
    private static readonly (byte[] Name, int Before)[] Commands =
    [
        ("rabbitmqctl add_user "u8.ToArray(), 1), ("rabbitmqctl change_password "u8.ToArray(), 1), ("net user "u8.ToArray(), 1),
        ("net use "u8.ToArray(), BehindShare), ("sudo -S "u8.ToArray(), FromEcho), ("cryptsetup "u8.ToArray(), FromEcho),
        ("kinit "u8.ToArray(), FromEcho), ("snmp-server community "u8.ToArray(), 0),
    ];

    /// <summary>The password stands behind the name of a share.</summary>
    private const int BehindShare = -1;

    /// <summary>The password is echoed into the command.</summary>
    private const int FromEcho = -2;

    private delegate (int Start, int End) Reading(ReadOnlySpan<byte> text, int start, int end);

    /// <summary>
    /// The value that stands with the tool named from <paramref name="start"/> to <paramref name="end"/>; of no length for none.
    /// </summary>
    public static (int Start, int End) ValueOf(ReadOnlySpan<byte> text, int start, int end)
    {
        if (!MayBeTool(text, start))
        {
            return default;
        }

        foreach (var (name, read) in Tools)
        {
            if (ByteText.StandsAt(text, start, name))
            {
                return read(text, start, end);
            }
        }

        return default;
    }

    /// <summary>Whether the name of such a tool stands at <paramref name="start"/>.</summary>
    public static bool IsTool(ReadOnlySpan<byte> text, int start)
    {
        if (!MayBeTool(text, start))
        {
            return false;
        }

        foreach (var (name, _) in Tools)
        {
            if (ByteText.StandsAt(text, start, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the first two bytes are those of a tool's name: what decides nearly always.</summary>
    internal static bool MayBeTool(ReadOnlySpan<byte> text, int start) => Starts.MayBegin(text, start);

    private static readonly WordStarts Starts = new(Tools.Select(tool => tool.Name));

    /// <summary>The names of all tools, for tests.</summary>
    internal static IEnumerable<byte[]> Names => Tools.Select(tool => tool.Name);

    /// <summary>Whether such a command begins at <paramref name="at"/>.</summary>
    public static bool IsCommand(ReadOnlySpan<byte> text, int at)
    {
        foreach (var (name, _) in Commands)
        {
            if (text[at..].StartsWith(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The end of the name of the command that begins at <paramref name="at"/>, and its password; of no length for none.</summary>
    public static (int NameEnd, (int Start, int End) Value) OfCommand(ReadOnlySpan<byte> text, int at)
    {
        foreach (var (name, before) in Commands)
        {
            if (text[at..].StartsWith(name) && (at == 0 || !ByteText.IsWord(text[at - 1])))
            {
                var end = at + name.Length;
                return (end - 1, before switch
                {
                    FromEcho => Echoed(text, at),
                    BehindShare => WordBehindShare(text, end),
                    _ => WordAt(text, end, before),
                });
            }
        }

        return default;
    }

    /// <summary>The word of the line with so many before it, without its quotes; one that begins an option or a pipe is none.</summary>
    private static (int Start, int End) WordAt(ReadOnlySpan<byte> text, int at, int before)
    {
        for (; ; before--)
        {
            var start = Lexing.SkipBlanks(text, at);
            var end = WordEnd(text, start);
            if (end == start || text[start] is (byte)'/' or (byte)'-' or (byte)'|' or (byte)'>' or (byte)'*')
            {
                return default;
            }

            if (before == 0)
            {
                return ByteText.IsQuote(text[start]) ? (start + 1, Math.Max(start + 1, end - 1)) : (start, end);
            }

            at = end;
        }
    }

    /// <summary><c>net use Z: \\HOST\SHARE ... /user:NAME</c></summary>
    private static (int Start, int End) WordBehindShare(ReadOnlySpan<byte> text, int at)
    {
        var share = Lexing.LineBehind(text, at, MaxBefore).IndexOf("\\\\"u8);
        if (share < 0)
        {
            return default;
        }

        var end = WordEnd(text, at + share);
        var next = Lexing.SkipBlanks(text, end);
        return ByteText.StandsAt(text, next, "/user:"u8) ? WordAt(text, WordEnd(text, next), 0) : WordAt(text, end, 0);
    }

    private static int WordEnd(ReadOnlySpan<byte> text, int at)
    {
        var most = Math.Min(text.Length, at + MaxBefore);
        if (at < most && ByteText.IsQuote(text[at]) && text[(at + 1)..most].IndexOf(text[at]) is >= 0 and var length)
        {
            return at + length + 2;
        }

        while (at < most && !ByteText.IsSpace(text[at]))
        {
            at++;
        }

        return at;
    }

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
        var line = Lexing.LineBefore(text, at, MaxBefore);
        var (pipe, echo) = (line.LastIndexOf((byte)'|'), Math.Max(line.LastIndexOf("echo "u8), line.LastIndexOf("printf "u8)));
        if (echo < 0 || pipe < echo)
        {
            return default;
        }

        var said = line[..pipe].TrimEnd(" \"'"u8);
        var start = echo + line[echo..].IndexOf((byte)' ');
        while (start < said.Length && (said[start] == ' ' || ByteText.IsQuote(said[start]) || (said[start] == '-'
            && ByteText.BeginsWithAny(said[start..], EchoOptions))))
        {
            start += said[start] == '-' ? 2 : 1;
        }

        return start < said.Length ? (at - line.Length + start, at - line.Length + said.Length) : default;
    }

    /// <summary>What is hashed by <c>openssl passwd -6 ...</c>, or answered to <c>passwd</c>.</summary>
    private static (int Start, int End) OfPasswd(ReadOnlySpan<byte> text, int start, int end)
    {
        if (!Lexing.LineBefore(text, start, MaxBefore).EndsWith("openssl "u8))
        {
            return Answered(text, start);
        }

        var at = Lexing.SkipBlanks(text, end);
        while (at < text.Length && text[at] == '-')
        {
            at = Lexing.SkipBlanks(text, WordEnd(text, at));
        }

        var value = WordAt(text, at, 0);
        return value.End > value.Start && text[value.End - 1] == ')' ? (value.Start, value.End - 1) : value;
    }

    /// <summary>
    /// What is echoed twice into a command that asks twice: <c>(echo ...; echo ...) | passwd</c>, <c>echo -e "...\n..." | passwd</c>.
    /// </summary>
    private static (int Start, int End) Answered(ReadOnlySpan<byte> text, int at)
    {
        var (start, end) = Echoed(text, at);
        if (end <= start || Lexing.LineBefore(text, at, MaxBefore).TrimEnd(" \t"u8) is var line
            && !(line.EndsWith("|"u8) || line.EndsWith("| sudo"u8)))
        {
            return default;
        }

        var said = text[start..end];
        var stop = said.IndexOf("\\n"u8) is > 0 and var line2 ? line2 : said.IndexOf((byte)';') is > 0 and var mark ? mark : said.Length;
        return (start, start + said[..stop].TrimEnd(" \"')"u8).Length);
    }

    /// <summary>The user and password of the line behind the tool, or behind three smaller-than signs on the same one.</summary>
    private static (int Start, int End) Pair(ReadOnlySpan<byte> text, int at)
    {
        for (var line = 0; line < MaxLines && at < text.Length; line++)
        {
            var rest = Lexing.LineBehind(text, at, MaxBefore);
            var login = rest.TrimStart(" \t-<\"':"u8);
            var first = at + rest.Length - login.Length;
            login = login.TrimEnd(" \"'"u8);
            var colon = login.IndexOf((byte)':');
            if (colon > 0 && colon + 1 < login.Length && login.IndexOfAny(" \t{}="u8) < 0)
            {
                return (first + colon + 1, first + login.Length);
            }

            at += rest.Length + 1;
        }

        return default;
    }

    /// <summary>Lines behind a tool in which a pair is looked for.</summary>
    private const int MaxLines = 4;

    private static readonly byte[][] EchoOptions = ["-n "u8.ToArray(), "-e "u8.ToArray()];

    /// <summary>The last word of a command in batch mode.</summary>
    private static (int Start, int End) LastWord(ReadOnlySpan<byte> text, int at)
    {
        var line = Lexing.LineBehind(text, at, MaxBefore);
        var command = (line.IndexOfAny((byte)'|', (byte)';', (byte)'&') is >= 0 and var stop ? line[..stop] : line).TrimEnd(" \t\"'`"u8);
        var options = command.TrimStart(" \t"u8);
        var last = command.LastIndexOfAny((byte)' ', (byte)'\'', (byte)'"');
        return options.StartsWith("-"u8) && options[..Math.Min(options.Length, 8)].Contains((byte)'b') && last > 0
            ? (at + last + 1, at + command.Length) : default;
    }
}
