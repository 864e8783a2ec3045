namespace SecretSentry.Engine.Text;

/// <summary>Elements of syntax that several readers share. All are bounded, so that reading takes linear time.</summary>
internal static class Lexing
{
    /// <summary>
    /// Returns the line before <paramref name="offset"/>. If it is longer than <paramref name="most"/> bytes, returns its last
    /// <paramref name="most"/> bytes.
    /// </summary>
    public static ReadOnlySpan<byte> GetLineBefore(ReadOnlySpan<byte> text, int offset, int most)
    {
        var before = text[Math.Max(0, offset - most)..offset];
        return before[(before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
    }

    /// <summary>Returns the line from <paramref name="offset"/> to its end, at most <paramref name="most"/> bytes.</summary>
    public static ReadOnlySpan<byte> GetLineAfter(ReadOnlySpan<byte> text, int offset, int most)
    {
        var rest = text[offset..Math.Min(text.Length, offset + most)];
        return rest.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end ? rest[..end] : rest;
    }

    private const int MaxBlanks = 80;

    public static int SkipBlanks(ReadOnlySpan<byte> text, int offset)
    {
        var most = Math.Min(text.Length, offset + MaxBlanks);
        while (offset < most && ByteText.IsBlank(text[offset]))
        {
            offset++;
        }

        return offset;
    }

    public static int SkipSpaces(ReadOnlySpan<byte> text, int offset)
    {
        var most = Math.Min(text.Length, offset + MaxBlanks);
        while (offset < most && ByteText.IsSpace(text[offset]))
        {
            offset++;
        }

        return offset;
    }

    /// <summary>
    /// Reads the quote at <paramref name="offset"/>, including the backslashes before it. Its length is 0 when there is none.
    /// </summary>
    public static Quotation ReadQuote(ReadOnlySpan<byte> text, int offset)
    {
        var slashes = 0;
        while (offset + slashes < text.Length && slashes < Quotation.MaxDepth && text[offset + slashes] == '\\')
        {
            slashes++;
        }

        var quote = offset + slashes;
        if (quote >= text.Length)
        {
            return default;
        }

        var value = text[quote];
        if (ByteText.IsQuote(value))
        {
            var isTriple = value != '`' && slashes == 0 && quote + 2 < text.Length && text[quote + 1] == value && text[quote + 2] == value;
            return new(slashes + (isTriple ? 3 : 1), value, slashes, isTriple);
        }

        return value is (byte)'&' or (byte)'%' or (byte)'u' ? Quotation.ReadEntity(text[offset..]) : default;
    }

    /// <summary>Returns the start of the next quoted item after a comma. Negative when there is none.</summary>
    public static int FindNextItem(ReadOnlySpan<byte> text, int offset)
    {
        offset = SkipSpaces(text, offset);
        if (offset >= text.Length || text[offset] != ',')
        {
            return -1;
        }

        offset = SkipSpaces(text, offset + 1);
        for (var letters = 0; letters < 3 && offset < text.Length; letters++)
        {
            if (ReadQuote(text, offset).Length > 0)
            {
                return offset;
            }

            if (!ByteText.IsAsciiLetter(text[offset]) && text[offset] != '@')
            {
                return -1;
            }

            offset++;
        }

        return -1;
    }

    /// <summary>
    /// Returns the offset of the value on the next line, after its indentation and list marker. Negative when there is none.
    /// </summary>
    public static int FindNextLineValue(ReadOnlySpan<byte> text, int offset)
    {
        if (offset < text.Length && text[offset] is (byte)'|' or (byte)'>' or (byte)'\\')
        {
            offset++;
            offset += offset < text.Length && text[offset] is (byte)'+' or (byte)'-' ? 1 : 0;
        }

        offset = SkipBlanks(text, offset);
        if (!SkipBreak(text, ref offset))
        {
            return -1;
        }

        var start = SkipBlanks(text, offset);
        if (start == offset)
        {
            return -1;
        }

        return start + 1 < text.Length && text[start] == '-' && text[start + 1] == ' ' ? SkipBlanks(text, start + 1) : start;
    }

    /// <summary>
    /// Returns the offset of the next item of a list, which is on a line of its own with a dash. Negative when there is none.
    /// </summary>
    public static int FindNextListItem(ReadOnlySpan<byte> text, int offset)
    {
        offset = SkipBlanks(text, offset);
        if (!SkipBreak(text, ref offset))
        {
            return -1;
        }

        offset = SkipBlanks(text, offset);
        return offset + 1 < text.Length && text[offset] == '-' && text[offset + 1] == ' ' ? SkipBlanks(text, offset + 1) : -1;
    }

    private static bool SkipBreak(ReadOnlySpan<byte> text, ref int offset)
    {
        if (offset >= text.Length || !ByteText.IsBreak(text[offset]))
        {
            return false;
        }

        offset += text[offset..].StartsWith("\r\n"u8) ? 2 : 1;
        return true;
    }

    /// <summary>Returns whether the line at <paramref name="offset"/> contains a key of its own.</summary>
    public static bool IsKeyLine(ReadOnlySpan<byte> text, int offset)
    {
        var rest = text[offset..Math.Min(text.Length, offset + 200)];
        var line = rest.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end ? rest[..end] : rest;
        return line.EndsWith(":"u8) || line.IndexOf(": "u8) >= 0;
    }

    /// <summary>
    /// Returns the offset of the value of a look-up's second argument, or of "or", after a quoted name. Negative when there is none.
    /// </summary>
    public static int FindDefault(ReadOnlySpan<byte> text, int offset)
    {
        offset += ReadQuote(text, offset).Length;
        offset = SkipSpaces(text, offset);
        while (offset < text.Length && text[offset] is (byte)']' or (byte)')')
        {
            offset++;
        }

        offset = SkipSpaces(text, offset);
        foreach (var joint in Joints)
        {
            if (text[Math.Min(offset, text.Length)..].StartsWith(joint))
            {
                return SkipSpaces(text, offset + joint.Length);
            }
        }

        return -1;
    }

    private static readonly byte[][] Joints =
        ["||"u8.ToArray(), "??"u8.ToArray(), "?:"u8.ToArray(), "or "u8.ToArray(), ","u8.ToArray(), "{"u8.ToArray()];

    /// <summary>Returns the offset of the value after "by", or after "with", a word and "by". Negative when there is none.</summary>
    public static int FindAfterBy(ReadOnlySpan<byte> text, int offset)
    {
        if (ByteText.Matches(text, offset, "with "u8))
        {
            offset = SkipBlanks(text, offset + 5);
            while (offset < text.Length && (ByteText.IsWord(text[offset]) || ByteText.IsQuote(text[offset])))
            {
                offset++;
            }

            offset = SkipBlanks(text, offset);
        }

        return ByteText.Matches(text, offset, "by "u8) ? SkipBlanks(text, offset + 3) : -1;
    }

    /// <summary>Returns the offset of the only word of the next line. Negative when the line has no word or several.</summary>
    public static int FindNextLineWord(ReadOnlySpan<byte> text, int offset)
    {
        offset = SkipBlanks(text, offset);
        return SkipBreak(text, ref offset) && offset < text.Length && IsLastOfLine(text, offset)
            && !GetLineAfter(text, offset, MaxBlanks).EndsWith(":"u8) ? offset : -1;
    }

    /// <summary>Returns whether a word begins at <paramref name="offset"/> and is the last one of its line.</summary>
    public static bool IsLastOfLine(ReadOnlySpan<byte> text, int offset)
    {
        var (end, most) = (offset, Math.Min(text.Length, offset + MaxBlanks));
        while (end < most && !ByteText.IsSpace(text[end]))
        {
            end++;
        }

        var next = SkipBlanks(text, end);
        return end > offset && (next >= text.Length || (next < offset + MaxBlanks && ByteText.IsBreak(text[next])));
    }

    /// <summary>Skips the words that say how the value is written: <c>enable secret 0 ...</c>, <c>rootpw --plaintext ...</c></summary>
    public static int SkipFlag(ReadOnlySpan<byte> text, int offset) =>
        FlagStarts.MayBegin(text, offset) && FindWordEnd(text, offset, Flags) is >= 0 and var end ? SkipBlanks(text, end) : offset;

    private static readonly byte[][] Flags = ByteText.Split("0 --plaintext --plain simple plain clear cleartext plain-text");

    private static readonly WordStarts FlagStarts = new(Flags);

    /// <summary>
    /// Returns whether there is the last word of a line, or a word that says how the value is written. A word may be a value there.
    /// Elsewhere it is prose.
    /// </summary>
    public static bool MayBeLastWord(ReadOnlySpan<byte> text, int offset) => SkipFlag(text, offset) is var word
        && (word > offset || IsLastOfLine(text, offset));

    /// <summary>Returns the offset of the last word of a line after a dash: "password - ...". Negative when there is none.</summary>
    public static int FindAfterDash(ReadOnlySpan<byte> text, int offset)
    {
        foreach (var dash in Dashes)
        {
            if (text[offset..].StartsWith(dash))
            {
                var value = SkipBlanks(text, offset + dash.Length);
                return IsLastOfLine(text, value) ? value : -1;
            }
        }

        return -1;
    }

    private static readonly byte[][] Dashes = ByteText.Split("- \u2013 \u2014").Select(dash => (byte[])[.. dash, (byte)' ']).ToArray();

    /// <summary>
    /// Returns the offset of a value after "is", "was", "to", "as" or "of", in several languages. These words may follow directly or after
    /// an owner: "password for the server is ...". Negative when there is none.
    /// </summary>
    public static int FindSaidValue(ReadOnlySpan<byte> text, int offset) =>
        !SayingStarts.MayBegin(text, offset) ? -1
            : FindAfterOwner(text, offset) is >= 0 and var value ? value : FindAfterSaying(text, offset, Sayings);

    /// <summary>Returns the offset after one of the words and what may be between it and the value. Negative when there is none.</summary>
    private static int FindAfterSaying(ReadOnlySpan<byte> text, int offset, byte[][] sayings)
    {
        foreach (var word in sayings)
        {
            if (ByteText.Matches(text, offset, word) && offset + word.Length < text.Length
                && text[offset + word.Length] is (byte)' ' or (byte)':')
            {
                var value = SkipBlanks(text, offset + word.Length + (text[offset + word.Length] == ':' ? 1 : 0));
                return value < text.Length && !ByteText.IsSpace(text[value]) ? SkipFillers(text, SkipColon(text, value)) : -1;
            }
        }

        return -1;
    }

    /// <summary>
    /// Returns the offset after up to four words that say whose password it is, followed by a word or sign that says what it is.
    /// </summary>
    private static int FindAfterOwner(ReadOnlySpan<byte> text, int offset)
    {
        if (FindWordEnd(text, offset, Joiners) < 0)
        {
            return -1;
        }

        for (var word = 0; word < MostWords; word++)
        {
            var end = offset;
            while (end < text.Length && end - offset < MaxOwner && (ByteText.IsWord(text[end])
                || text[end] is (byte)'.' or (byte)'@' or (byte)'-' or (byte)'`'))
            {
                end++;
            }

            if (end == offset || end >= text.Length || text[end] is not ((byte)' ' or (byte)':'))
            {
                return -1;
            }

            if (word > 0 && text[end] == ':')
            {
                var value = SkipBlanks(text, end + 1);
                return value > end + 1 && value < text.Length && !ByteText.IsSpace(text[value]) ? value : -1;
            }

            offset = SkipBlanks(text, end);
            if (word > 0 && FindAfterSaying(text, offset, Copulas) is >= 0 and var said)
            {
                return said;
            }
        }

        return -1;
    }

    /// <summary>
    /// Returns the offset of the blank after the word at <paramref name="offset"/>, which is one of <paramref name="words"/>. Negative when
    /// there is none.
    /// </summary>
    public static int FindWordEnd(ReadOnlySpan<byte> text, int offset, byte[][] words)
    {
        foreach (var word in words)
        {
            if (ByteText.Matches(text, offset, word) && offset + word.Length < text.Length && text[offset + word.Length] == ' ')
            {
                return offset + word.Length;
            }
        }

        return -1;
    }

    private static int SkipFillers(ReadOnlySpan<byte> text, int offset)
    {
        foreach (var word in Fillers)
        {
            if (ByteText.Matches(text, offset, word))
            {
                var next = offset + word.Length;
                return next < text.Length && !ByteText.IsSpace(text[next]) ? next : offset;
            }
        }

        return offset;
    }

    private static int SkipColon(ReadOnlySpan<byte> text, int offset) =>
        text[offset] is (byte)':' or (byte)'=' && offset + 1 < text.Length && text[offset + 1] == ' ' ? SkipBlanks(text, offset + 1)
            : offset;

    /// <summary>Maximum number of words from the name to what is said of it.</summary>
    private const int MostWords = 5;

    /// <summary>Maximum length of such a word.</summary>
    private const int MaxOwner = 40;

    private static readonly byte[][] Copulas = ByteText.Split("is was ist lautet es est \u00e8 \u00e9 \u00e4r jest");

    private static readonly byte[][] Sayings = [.. Copulas, .. ByteText.Split("to as of are")];

    private static readonly byte[][] Joiners = ByteText.Split(
        "for of on at from f\u00fcr von vom der pour de du del para do da di per dla");

    private static readonly WordStarts SayingStarts = new([.. Sayings, .. Joiners]);

    private static readonly byte[][] Fillers =
    [
        .. ByteText.Split("now still just simply always currently jetzt")
        .Select(word => (byte[])[.. word, (byte)' ']), "set to "u8.ToArray(),
    ];

    /// <summary>Returns whether a bare text is a word or a mark of prose or code and not a value.</summary>
    public static bool IsProse(ReadOnlySpan<byte> value)
    {
        var trimmed = value.TrimEnd(".,:;!?)"u8);
        return trimmed.IsEmpty
            || value[0] is (byte)'=' or (byte)'<' or (byte)'>' or (byte)'!' or (byte)'&' or (byte)'|' or (byte)'+' or (byte)'*' or (byte)'/'
                or (byte)'{' or (byte)'(' or (byte)'['
            || trimmed.IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0 || IsCapitalWord(trimmed) || IsDashed(trimmed);
    }

    private static bool IsCapitalWord(ReadOnlySpan<byte> word) =>
        ByteText.IsUpper(word[0]) && word[1..].IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0;

    private static bool IsDashed(ReadOnlySpan<byte> word)
    {
        foreach (var value in word)
        {
            if (value != '-' && !ByteText.IsLowerLetter(value) && value < 0x80)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the end of a list of at least eight bytes in decimal or hexadecimal. Negative when there is none.</summary>
    public static int FindByteListEnd(ReadOnlySpan<byte> text, int offset)
    {
        var (items, end) = (0, -1);
        while (items < 256)
        {
            var start = SkipSpaces(text, offset);
            var number = start + (text[Math.Min(start, text.Length)..].StartsWith("0x"u8) || text[Math.Min(start, text.Length)..]
                .StartsWith("0X"u8) ? 2 : 0);
            var stop = number;
            while (stop < text.Length && stop - number < 3 && ByteText.IsHex(text[stop]))
            {
                stop++;
            }

            if (stop == number)
            {
                break;
            }

            (items, end) = (items + 1, stop);
            offset = SkipSpaces(text, stop);
            if (offset >= text.Length || text[offset] != ',')
            {
                break;
            }

            offset++;
        }

        return items >= 8 ? end : -1;
    }

    /// <summary>Returns whether the ampersand at <paramref name="offset"/> begins another parameter of a query.</summary>
    public static bool IsNextParameter(ReadOnlySpan<byte> text, int offset)
    {
        var end = offset + 1;
        while (end < text.Length && end - offset < 40 && (ByteText.IsWord(text[end]) || text[end] is (byte)'-' or (byte)';'))
        {
            end++;
        }

        return end > offset + 1 && end < text.Length && text[end] == '=';
    }

    /// <summary>Skips an end tag and the start tag after it, as between the key and the text of a property list.</summary>
    public static int SkipPairedTags(ReadOnlySpan<byte> text, int offset)
    {
        if (!text[Math.Min(offset, text.Length)..].StartsWith("</"u8))
        {
            return offset;
        }

        var close = text[offset..Math.Min(text.Length, offset + 60)].IndexOf((byte)'>');
        var open = close < 0 ? -1 : SkipSpaces(text, offset + close + 1);
        if (open < 0 || open + 1 >= text.Length || text[open] != '<' || text[open + 1] == '/')
        {
            return offset;
        }

        var end = text[open..Math.Min(text.Length, open + 60)].IndexOf((byte)'>');
        return end < 0 ? offset : SkipSpaces(text, open + end + 1);
    }

    /// <summary>Returns whether a byte may occur in the user part of a URL.</summary>
    public static bool IsUserInfo(byte value) => !ByteText.IsSpace(value) && !ByteText.IsQuote(value)
        && value is not ((byte)'<' or (byte)'>' or (byte)'/' or (byte)'?' or (byte)'#' or (byte)',' or (byte)';' or (byte)'(' or (byte)')'
            or (byte)'[' or (byte)']' or (byte)'|');

    /// <summary>Returns whether a byte may begin a host or a placeholder for one.</summary>
    public static bool BeginsHost(byte value) => ByteText.IsWord(value)
        || value is (byte)'[' or (byte)'$' or (byte)'%' or (byte)'{' or (byte)'(' or (byte)'<' or (byte)'*' or (byte)'.' or (byte)'-'
            or (byte)'\\';
}
