using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Tools that take a password at a position of their own: <c>echo 'user:...' | chpasswd</c>, <c>htpasswd -b FILE USER ...</c>.
/// </summary>
internal static class PasswordTools
{
    private const int MaxBefore = 200;

    /// <summary>Tools whose name contains a stem, and how each takes the password.</summary>
    private static readonly (byte[] Name, Reading Read)[] Tools =
    [
        ("chpasswd"u8.ToArray(), (text, start, end) => FindPiped(text, start) is { End: > 0 } piped ? piped : FindPair(text, end)),
        ("mosquitto_passwd"u8.ToArray(), (text, _, end) => FindLastWord(text, end)),
        ("smbpasswd"u8.ToArray(), (text, start, _) => FindAnswer(text, start)),
        ("--passphrase-fd"u8.ToArray(), (text, start, _) => FindEchoed(text, start)), ("htpasswd"u8.ToArray(),
            (text, _, end) => FindLastWord(text, end)),
        ("--password-stdin"u8.ToArray(), (text, start, _) => FindEchoed(text, start)),
        ("--pass-stdin"u8.ToArray(), (text, start, _) => FindEchoed(text, start)),
        ("passwd --stdin"u8.ToArray(), (text, start, _) => FindEchoed(text, start)),
        ("passwd "u8.ToArray(), (text, start, end) => FindPasswdValue(text, start, end)),
    ];

    /// <summary>
    /// Commands whose name contains no stem and that the rule for command lines finds, and the number of words before the password.
    /// </summary>
    private static readonly (byte[] Name, int Before)[] Commands =
    [
        ("rabbitmqctl add_user "u8.ToArray(), 1), ("rabbitmqctl change_password "u8.ToArray(), 1), ("net user "u8.ToArray(), 1),
        ("net use "u8.ToArray(), AfterShare), ("sudo -S "u8.ToArray(), FromEcho), ("cryptsetup "u8.ToArray(), FromEcho),
        ("kinit "u8.ToArray(), FromEcho), ("snmp-server community "u8.ToArray(), 0),
    ];

    /// <summary>Means that the password follows the name of a share.</summary>
    private const int AfterShare = -1;

    /// <summary>Means that the password is echoed into the command.</summary>
    private const int FromEcho = -2;

    private delegate (int Start, int End) Reading(ReadOnlySpan<byte> text, int start, int end);

    /// <summary>
    /// Returns the value for the tool named from <paramref name="start"/> to <paramref name="end"/>. Its length is 0 when there is none.
    /// </summary>
    public static (int Start, int End) FindValue(ReadOnlySpan<byte> text, int start, int end)
    {
        if (!MayBeTool(text, start))
        {
            return default;
        }

        foreach (var (name, read) in Tools)
        {
            if (ByteText.Matches(text, start, name))
            {
                return read(text, start, end);
            }
        }

        return default;
    }

    /// <summary>Returns whether the name of such a tool begins at <paramref name="start"/>.</summary>
    public static bool IsTool(ReadOnlySpan<byte> text, int start)
    {
        if (!MayBeTool(text, start))
        {
            return false;
        }

        foreach (var (name, _) in Tools)
        {
            if (ByteText.Matches(text, start, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the first two bytes are those of a tool's name. This nearly always decides.</summary>
    internal static bool MayBeTool(ReadOnlySpan<byte> text, int start) => Starts.MayBegin(text, start);

    private static readonly WordStarts Starts = new(Tools.Select(tool => tool.Name));

    /// <summary>The names of all tools, for tests.</summary>
    internal static IEnumerable<byte[]> Names => Tools.Select(tool => tool.Name);

    /// <summary>Returns whether such a command begins at <paramref name="offset"/>.</summary>
    public static bool IsCommand(ReadOnlySpan<byte> text, int offset)
    {
        foreach (var (name, _) in Commands)
        {
            if (text[offset..].StartsWith(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns the end of the name of the command that begins at <paramref name="offset"/>, and its password. The length of the password is
    /// 0 when there is none.
    /// </summary>
    public static (int NameEnd, (int Start, int End) Value) ReadCommand(ReadOnlySpan<byte> text, int offset)
    {
        foreach (var (name, before) in Commands)
        {
            if (text[offset..].StartsWith(name) && (offset == 0 || !ByteText.IsWord(text[offset - 1])))
            {
                var end = offset + name.Length;
                return (end - 1, before switch
                {
                    FromEcho => FindEchoed(text, offset),
                    AfterShare => FindWordAfterShare(text, end),
                    _ => FindWord(text, end, before),
                });
            }
        }

        return default;
    }

    /// <summary>
    /// Returns the word of the line that has <paramref name="before"/> words before it, without its quotes. A word that begins an option or
    /// a pipe does not count.
    /// </summary>
    private static (int Start, int End) FindWord(ReadOnlySpan<byte> text, int offset, int before)
    {
        for (; ; before--)
        {
            var start = Lexing.SkipBlanks(text, offset);
            var end = FindWordEnd(text, start);
            if (end == start || text[start] is (byte)'/' or (byte)'-' or (byte)'|' or (byte)'>' or (byte)'*')
            {
                return default;
            }

            if (before == 0)
            {
                return ByteText.IsQuote(text[start]) ? (start + 1, Math.Max(start + 1, end - 1)) : (start, end);
            }

            offset = end;
        }
    }

    /// <summary><c>net use Z: \\HOST\SHARE ... /user:NAME</c></summary>
    private static (int Start, int End) FindWordAfterShare(ReadOnlySpan<byte> text, int offset)
    {
        var share = Lexing.GetLineAfter(text, offset, MaxBefore).IndexOf("\\\\"u8);
        if (share < 0)
        {
            return default;
        }

        var end = FindWordEnd(text, offset + share);
        var next = Lexing.SkipBlanks(text, end);
        return ByteText.Matches(text, next, "/user:"u8) ? FindWord(text, FindWordEnd(text, next), 0) : FindWord(text, end, 0);
    }

    private static int FindWordEnd(ReadOnlySpan<byte> text, int offset)
    {
        var most = Math.Min(text.Length, offset + MaxBefore);
        if (offset < most && ByteText.IsQuote(text[offset]) && text[(offset + 1)..most].IndexOf(text[offset]) is >= 0 and var length)
        {
            return offset + length + 2;
        }

        while (offset < most && !ByteText.IsSpace(text[offset]))
        {
            offset++;
        }

        return offset;
    }

    /// <summary>Returns the text between the first colon and the quote before the pipe.</summary>
    private static (int Start, int End) FindPiped(ReadOnlySpan<byte> text, int offset)
    {
        var first = Math.Max(0, offset - MaxBefore);
        var before = text[first..offset];
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

    /// <summary>Returns all text that is echoed into the command: <c>echo "..." | docker login --password-stdin</c>.</summary>
    private static (int Start, int End) FindEchoed(ReadOnlySpan<byte> text, int offset)
    {
        var line = Lexing.GetLineBefore(text, offset, MaxBefore);
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

        return start < said.Length ? (offset - line.Length + start, offset - line.Length + said.Length) : default;
    }

    /// <summary>Returns the text that <c>openssl passwd -6 ...</c> hashes, or the answer to <c>passwd</c>.</summary>
    private static (int Start, int End) FindPasswdValue(ReadOnlySpan<byte> text, int start, int end)
    {
        if (!Lexing.GetLineBefore(text, start, MaxBefore).EndsWith("openssl "u8))
        {
            return FindAnswer(text, start);
        }

        var offset = Lexing.SkipBlanks(text, end);
        while (offset < text.Length && text[offset] == '-')
        {
            offset = Lexing.SkipBlanks(text, FindWordEnd(text, offset));
        }

        var value = FindWord(text, offset, 0);
        return value.End > value.Start && text[value.End - 1] == ')' ? (value.Start, value.End - 1) : value;
    }

    /// <summary>
    /// Returns the text that is echoed twice into a command that asks twice: <c>(echo ...; echo ...) | passwd</c>, <c>echo -e "...\n..." |
    /// passwd</c>.
    /// </summary>
    private static (int Start, int End) FindAnswer(ReadOnlySpan<byte> text, int offset)
    {
        var (start, end) = FindEchoed(text, offset);
        if (end <= start || Lexing.GetLineBefore(text, offset, MaxBefore).TrimEnd(" \t"u8) is var line
            && !(line.EndsWith("|"u8) || line.EndsWith("| sudo"u8)))
        {
            return default;
        }

        var said = text[start..end];
        var stop = said.IndexOf("\\n"u8) is > 0 and var line2 ? line2 : said.IndexOf((byte)';') is > 0 and var semicolon ? semicolon
            : said.Length;
        return (start, start + said[..stop].TrimEnd(" \"')"u8).Length);
    }

    /// <summary>Returns the user and password on the line after the tool, or after three less-than signs on the same line.</summary>
    private static (int Start, int End) FindPair(ReadOnlySpan<byte> text, int offset)
    {
        for (var line = 0; line < MaxLines && offset < text.Length; line++)
        {
            var rest = Lexing.GetLineAfter(text, offset, MaxBefore);
            var login = rest.TrimStart(" \t-<\"':"u8);
            var first = offset + rest.Length - login.Length;
            login = login.TrimEnd(" \"'"u8);
            var colon = login.IndexOf((byte)':');
            if (colon > 0 && colon + 1 < login.Length && login.IndexOfAny(" \t{}="u8) < 0)
            {
                return (first + colon + 1, first + login.Length);
            }

            offset += rest.Length + 1;
        }

        return default;
    }

    /// <summary>Maximum number of lines after a tool in which a pair is searched for.</summary>
    private const int MaxLines = 4;

    private static readonly byte[][] EchoOptions = ["-n "u8.ToArray(), "-e "u8.ToArray()];

    /// <summary>Returns the last word of a command in batch mode.</summary>
    private static (int Start, int End) FindLastWord(ReadOnlySpan<byte> text, int offset)
    {
        var line = Lexing.GetLineAfter(text, offset, MaxBefore);
        var command = (line.IndexOfAny((byte)'|', (byte)';', (byte)'&') is >= 0 and var stop ? line[..stop] : line).TrimEnd(" \t\"'`"u8);
        var options = command.TrimStart(" \t"u8);
        var last = command.LastIndexOfAny((byte)' ', (byte)'\'', (byte)'"');
        return options.StartsWith("-"u8) && options[..Math.Min(options.Length, 8)].Contains((byte)'b') && last > 0
            ? (offset + last + 1, offset + command.Length) : default;
    }
}
