using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Values that no mark beside the name joins to it: what a browser's test enters into the field that is named, what a function of that name
/// gives back, the text of an element with attributes, what a declaration ends in. Each form is told by the byte behind the name, so that
/// most names cost one comparison.
/// </summary>
internal static class FarValues
{
    /// <summary>Bytes between the name and what leads to the value.</summary>
    private const int MaxGap = 120;

    /// <summary>Longest name of what enters a text.</summary>
    private const int MaxEntry = 40;

    /// <summary>Words that enter a text into a field, in small letters.</summary>
    private static readonly byte[][] Entries = ByteText.Split(
        "type fill setvalue val value sendkeys send_keys typetext entertext settext replacetext inputtext clearandtype presssequentially "
        + "input set sendline");

    /// <summary>Words of scripts that send an answer when asked.</summary>
    private static readonly byte[][] Commands = ByteText.Split("send sendline exp_send child.sendline");

    /// <summary>Types before the value that a declaration ends in, in small letters.</summary>
    private static readonly byte[][] Types = ByteText.Split("varchar nvarchar varchar2 nvarchar2 char string text pic type constant");

    /// <summary>Where such a value begins, and what joins it; negative for none.</summary>
    public static (int At, ValueOperator Operator) Behind(ReadOnlySpan<byte> text, int start, int end)
    {
        if (end >= text.Length)
        {
            return (-1, ValueOperator.None);
        }

        switch (text[end])
        {
            case (byte)'(' or (byte)'{':
                return (Returned(text, end), ValueOperator.Assign);
            case (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'/' or (byte)':' or (byte)'*':
                return (Entered(text, end), ValueOperator.ValueMember);
            case (byte)' ':
                var next = Lexing.SkipBlanks(text, end);
                return next >= text.Length ? (-1, ValueOperator.None)
                    : text[next] == '{' ? (Returned(text, next), ValueOperator.Assign)
                    : start > 0 && text[start - 1] == '<' ? (BehindTag(text, next), ValueOperator.Element)
                    : (Declared(text, next), ValueOperator.Assign);
            case (byte)'<' or (byte)'\t' or (byte)'\n' or (byte)'\r' when start > 0 && text[start - 1] == '<':
                return (BehindTag(text, end), ValueOperator.Element);
            default:
                return (-1, ValueOperator.None);
        }
    }

    /// <summary><c>getPassword() { return "..." }</c>, <c>Password { get; set; } = "..."</c>, <c>password { "..." }</c></summary>
    private static int Returned(ReadOnlySpan<byte> text, int at)
    {
        if (text[at] == '(')
        {
            var rest = text[at..Math.Min(text.Length, at + MaxGap)];
            var close = rest.IndexOfAny((byte)')', (byte)'\n', (byte)'"');
            if (close < 0 || rest[close] != ')')
            {
                return -1;
            }

            at = SkipType(text, at + close + 1);
        }

        if (at >= text.Length || text[at] is not ((byte)'{' or (byte)':'))
        {
            return -1;
        }

        var body = Lexing.SkipSpaces(text, at + 1);
        if (ByteText.StandsAt(text, body, "get"u8) && text[at] == '{')
        {
            return OfProperty(text, body + 3);
        }

        var isReturn = ByteText.StandsAt(text, body, "return "u8);
        body = isReturn ? Lexing.SkipBlanks(text, body + 7) : body;
        return (isReturn || (text[at] == '{' && body == at + 2)) && IsQuoted(text, body) ? body : -1;
    }

    /// <summary>The type of what a function gives back, and the blanks or the break before its body.</summary>
    private static int SkipType(ReadOnlySpan<byte> text, int at)
    {
        var most = Math.Min(text.Length, at + 40);
        while (at < most && (ByteText.IsWord(text[at]) || ByteText.IsSpace(text[at]) || text[at] is (byte)':' or (byte)'-' or (byte)'>')
            && !EndsHead(text, at))
        {
            at++;
        }

        return at;
    }

    /// <summary>Whether the colon there ends the head of a function of Python.</summary>
    private static bool EndsHead(ReadOnlySpan<byte> text, int at) =>
        text[at] == ':' && at + 1 < text.Length && ByteText.IsBreak(text[at + 1]);

    /// <summary>Behind <c>{ get</c>: what is returned there, or what the property is initialized with.</summary>
    private static int OfProperty(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[at..Math.Min(text.Length, at + MaxGap)];
        if (rest.IndexOf("return "u8) is >= 0 and var back && rest[..back].IndexOf((byte)'}') < 0)
        {
            var value = Lexing.SkipBlanks(text, at + back + 7);
            return IsQuoted(text, value) ? value : -1;
        }

        var close = rest.IndexOf((byte)'}');
        var sign = close < 0 ? text.Length : Lexing.SkipBlanks(text, at + close + 1);
        return sign < text.Length && text[sign] == '=' && Lexing.SkipBlanks(text, sign + 1) is var start
            && IsQuoted(text, start) ? start : -1;
    }

    /// <summary>
    /// <c>get('#password').type('...')</c>, <c>expect "password:"; send "..."</c>, <c>ByLabel(/password/i), { target: { value: "..."</c>
    /// </summary>
    private static int Entered(ReadOnlySpan<byte> text, int at)
    {
        var most = Math.Min(text.Length, at + MaxGap);
        var closed = at;
        while (closed < most && (text[closed] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'/' or (byte)':' or (byte)'*' or (byte)']'
            or (byte)')' or (byte)'i' or (byte)'\\' or (byte)'?' || (text[closed] == ' ' && text[closed - 1] is (byte)':' or (byte)'"'
                && closed < at + 4)))
        {
            closed++;
        }

        var lead = Lexing.SkipSpaces(text, closed);
        if (lead >= most || closed == at)
        {
            return -1;
        }

        if (text[lead] == ',' && text[at] == '/')
        {
            lead = Lexing.SkipSpaces(text, lead + 1);
            return IsQuoted(text, lead) ? lead : -1;
        }

        if (text[lead] == ',' && text[lead..most].IndexOf("value:"u8) is > 0 and var member
            && text[lead..(lead + member)].IndexOf((byte)'{') > 0)
        {
            var value = Lexing.SkipBlanks(text, lead + member + 6);
            return IsQuoted(text, value) ? value : -1;
        }

        return IsJoint(text[lead]) || lead > closed ? OfEntry(text, lead) : -1;
    }

    private static bool IsJoint(byte value) => value is (byte)'.' or (byte)'{' or (byte)';' or (byte)'-';

    /// <summary>The text that the word at <paramref name="at"/>, or the member behind the dot there, enters.</summary>
    private static int OfEntry(ReadOnlySpan<byte> text, int at)
    {
        var isMember = text[at] == '.';
        while (at < text.Length && (IsJoint(text[at]) || (!isMember && ByteText.IsSpace(text[at]))))
        {
            at++;
        }

        var end = at;
        while (end < text.Length && end - at < MaxEntry && (ByteText.IsWord(text[end]) || text[end] == '.'))
        {
            end++;
        }

        var name = text[at..end];
        var word = name[(name.LastIndexOf((byte)'.') + 1)..];
        if (word.IsEmpty || ByteText.IndexIn(word, isMember || word.Length < name.Length ? Entries : Commands) < 0)
        {
            return -1;
        }

        var value = Lexing.SkipBlanks(text, end);
        value = ByteText.StandsAt(text, value, "-- "u8) ? value + 3 : value;
        value += isMember && value < text.Length && text[value] is (byte)'(' or (byte)'=' ? 1 : 0;
        value += !isMember && value < text.Length && text[value] == '(' ? 1 : 0;
        value = Lexing.SkipSpaces(text, value);
        return value > end && IsQuoted(text, value) ? value : -1;
    }

    /// <summary>The text of the element whose tag goes on with attributes at <paramref name="at"/>.</summary>
    private static int BehindTag(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[at..Math.Min(text.Length, at + 2 * MaxGap)];
        var close = rest.IndexOfAny((byte)'>', (byte)'<');
        return close > 0 && rest[close] == '>' && rest[close - 1] is not ((byte)'/' or (byte)'?' or (byte)'-') ? at + close + 1 : -1;
    }

    /// <summary><c>v_password VARCHAR2(30) := '...'</c>, <c>WS-PASSWORD PIC X(8) VALUE '...'</c></summary>
    private static int Declared(ReadOnlySpan<byte> text, int at)
    {
        if (ByteText.Lower(text[at]) is not ((byte)'v' or (byte)'n' or (byte)'c' or (byte)'s' or (byte)'t' or (byte)'p'))
        {
            return -1;
        }

        var type = at;
        while (type < text.Length && type - at < 12 && (ByteText.IsAsciiLetter(text[type]) || ByteText.IsDigit(text[type])))
        {
            type++;
        }

        if (ByteText.IndexIn(text[at..type], Types) < 0)
        {
            return -1;
        }

        var line = Lexing.LineBehind(text, type, MaxGap);
        foreach (var (mark, length) in ((int, int)[])[(line.IndexOf(":="u8), 2), (line.IndexOf(" = "u8), 2), (line.IndexOf("VALUE "u8), 6),
            (line.IndexOf("DEFAULT "u8), 8)])
        {
            if (mark >= 0 && Lexing.SkipBlanks(text, type + mark + length) is var value && IsQuoted(text, value))
            {
                return value;
            }
        }

        return -1;
    }

    /// <summary>Whether a quote stands there, maybe behind a letter or sign that belongs to it.</summary>
    private static bool IsQuoted(ReadOnlySpan<byte> text, int at) =>
        at < text.Length && (ByteText.IsQuote(text[at])
            || (at + 1 < text.Length && text[at] is (byte)'@' or (byte)'u' or (byte)'b' or (byte)'N' && ByteText.IsQuote(text[at + 1])));
}
