using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Finds values that no mark next to the name joins to it: text that a browser test enters into the named field, the return value of a
/// function of that name, the text of an element with attributes, the value at the end of a declaration. The byte after the name selects
/// the form, so most names cost one comparison.
/// </summary>
internal static class FarValues
{
    /// <summary>Maximum number of bytes between the name and the text that leads to the value.</summary>
    private const int MaxGap = 120;

    /// <summary>Maximum length of the name of a function that enters text.</summary>
    private const int MaxEntry = 40;

    /// <summary>Words that enter text into a field, in lower case.</summary>
    private static readonly byte[][] Entries = ByteText.Split(
        "type fill setvalue val value sendkeys send_keys typetext entertext settext replacetext inputtext clearandtype presssequentially "
        + "input set sendline");

    /// <summary>Script commands that send an answer to a prompt.</summary>
    private static readonly byte[][] Commands = ByteText.Split("send sendline exp_send child.sendline");

    /// <summary>Types before the value at the end of a declaration, in lower case.</summary>
    private static readonly byte[][] Types = ByteText.Split("varchar nvarchar varchar2 nvarchar2 char string text pic type constant");

    /// <summary>Returns the offset of such a value and what joins it. The offset is negative when there is none.</summary>
    public static (int Offset, ValueOperator Operator) FindAfter(ReadOnlySpan<byte> text, int start, int end)
    {
        if (end >= text.Length)
        {
            return (-1, ValueOperator.None);
        }

        switch (text[end])
        {
            case (byte)'(' or (byte)'{':
                return (FindReturnedValue(text, end), ValueOperator.Assign);
            case (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'/' or (byte)':' or (byte)'*':
                return (FindEnteredValue(text, end), ValueOperator.ValueMember);
            case (byte)' ':
                var next = Lexing.SkipBlanks(text, end);
                return next >= text.Length ? (-1, ValueOperator.None)
                    : text[next] == '{' ? (FindReturnedValue(text, next), ValueOperator.Assign)
                    : start > 0 && text[start - 1] == '<' ? (FindElementText(text, next), ValueOperator.Element)
                    : (FindDeclaredValue(text, next), ValueOperator.Assign);
            case (byte)'<' or (byte)'\t' or (byte)'\n' or (byte)'\r' when start > 0 && text[start - 1] == '<':
                return (FindElementText(text, end), ValueOperator.Element);
            default:
                return (-1, ValueOperator.None);
        }
    }

    /// <summary><c>getPassword() { return "..." }</c>, <c>Password { get; set; } = "..."</c>, <c>password { "..." }</c></summary>
    private static int FindReturnedValue(ReadOnlySpan<byte> text, int offset)
    {
        if (text[offset] == '(')
        {
            var rest = text[offset..Math.Min(text.Length, offset + MaxGap)];
            var close = rest.IndexOfAny((byte)')', (byte)'\n', (byte)'"');
            if (close < 0 || rest[close] != ')')
            {
                return -1;
            }

            offset = SkipType(text, offset + close + 1);
        }

        if (offset >= text.Length || text[offset] is not ((byte)'{' or (byte)':'))
        {
            return -1;
        }

        var body = Lexing.SkipSpaces(text, offset + 1);
        if (ByteText.Matches(text, body, "get"u8) && text[offset] == '{')
        {
            return FindPropertyValue(text, body + 3);
        }

        var isReturn = ByteText.Matches(text, body, "return "u8);
        body = isReturn ? Lexing.SkipBlanks(text, body + 7) : body;
        return (isReturn || (text[offset] == '{' && body == offset + 2)) && IsQuoted(text, body) ? body : -1;
    }

    /// <summary>Skips the return type of a function, and the blanks or the line break before its body.</summary>
    private static int SkipType(ReadOnlySpan<byte> text, int offset)
    {
        var most = Math.Min(text.Length, offset + 40);
        while (offset < most && (ByteText.IsWord(text[offset]) || ByteText.IsSpace(text[offset])
            || text[offset] is (byte)':' or (byte)'-' or (byte)'>')
            && !EndsHead(text, offset))
        {
            offset++;
        }

        return offset;
    }

    /// <summary>Returns whether the colon ends the header of a Python function.</summary>
    private static bool EndsHead(ReadOnlySpan<byte> text, int offset) =>
        text[offset] == ':' && offset + 1 < text.Length && ByteText.IsBreak(text[offset + 1]);

    /// <summary>Returns the offset, after <c>{ get</c>, of the returned value or of the initial value of the property.</summary>
    private static int FindPropertyValue(ReadOnlySpan<byte> text, int offset)
    {
        var rest = text[offset..Math.Min(text.Length, offset + MaxGap)];
        if (rest.IndexOf("return "u8) is >= 0 and var back && rest[..back].IndexOf((byte)'}') < 0)
        {
            var value = Lexing.SkipBlanks(text, offset + back + 7);
            return IsQuoted(text, value) ? value : -1;
        }

        var close = rest.IndexOf((byte)'}');
        var sign = close < 0 ? text.Length : Lexing.SkipBlanks(text, offset + close + 1);
        return sign < text.Length && text[sign] == '=' && Lexing.SkipBlanks(text, sign + 1) is var start
            && IsQuoted(text, start) ? start : -1;
    }

    /// <summary>
    /// <c>get('#password').type('...')</c>, <c>expect "password:"; send "..."</c>, <c>ByLabel(/password/i), { target: { value: "..."</c>
    /// </summary>
    private static int FindEnteredValue(ReadOnlySpan<byte> text, int offset)
    {
        var most = Math.Min(text.Length, offset + MaxGap);
        var closed = offset;
        while (closed < most && (text[closed] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'/' or (byte)':' or (byte)'*' or (byte)']'
            or (byte)')' or (byte)'i' or (byte)'\\' or (byte)'?' || (text[closed] == ' ' && text[closed - 1] is (byte)':' or (byte)'"'
                && closed < offset + 4)))
        {
            closed++;
        }

        var next = Lexing.SkipSpaces(text, closed);
        if (next >= most || closed == offset)
        {
            return -1;
        }

        if (text[next] == ',' && text[offset] == '/')
        {
            next = Lexing.SkipSpaces(text, next + 1);
            return IsQuoted(text, next) ? next : -1;
        }

        if (text[next] == ',' && text[next..most].IndexOf("value:"u8) is > 0 and var member
            && text[next..(next + member)].IndexOf((byte)'{') > 0)
        {
            var value = Lexing.SkipBlanks(text, next + member + 6);
            return IsQuoted(text, value) ? value : -1;
        }

        return IsJoint(text[next]) || next > closed ? FindEntryArgument(text, next) : -1;
    }

    private static bool IsJoint(byte value) => value is (byte)'.' or (byte)'{' or (byte)';' or (byte)'-';

    /// <summary>
    /// Returns the offset of the text that is entered by the word at <paramref name="offset"/>, or by the member after the dot there.
    /// </summary>
    private static int FindEntryArgument(ReadOnlySpan<byte> text, int offset)
    {
        var isMember = text[offset] == '.';
        while (offset < text.Length && (IsJoint(text[offset]) || (!isMember && ByteText.IsSpace(text[offset]))))
        {
            offset++;
        }

        var end = offset;
        while (end < text.Length && end - offset < MaxEntry && (ByteText.IsWord(text[end]) || text[end] == '.'))
        {
            end++;
        }

        var name = text[offset..end];
        var word = name[(name.LastIndexOf((byte)'.') + 1)..];
        if (word.IsEmpty || ByteText.FindIndex(word, isMember || word.Length < name.Length ? Entries : Commands) < 0)
        {
            return -1;
        }

        var value = Lexing.SkipBlanks(text, end);
        value = ByteText.Matches(text, value, "-- "u8) ? value + 3 : value;
        value += isMember && value < text.Length && text[value] is (byte)'(' or (byte)'=' ? 1 : 0;
        value += !isMember && value < text.Length && text[value] == '(' ? 1 : 0;
        value = Lexing.SkipSpaces(text, value);
        return value > end && IsQuoted(text, value) ? value : -1;
    }

    /// <summary>Returns the offset of the text of an element. The attributes of its tag continue at <paramref name="offset"/>.</summary>
    private static int FindElementText(ReadOnlySpan<byte> text, int offset)
    {
        var rest = text[offset..Math.Min(text.Length, offset + 2 * MaxGap)];
        var close = rest.IndexOfAny((byte)'>', (byte)'<');
        return close > 0 && rest[close] == '>' && rest[close - 1] is not ((byte)'/' or (byte)'?' or (byte)'-') ? offset + close + 1 : -1;
    }

    /// <summary><c>v_password VARCHAR2(30) := '...'</c>, <c>WS-PASSWORD PIC X(8) VALUE '...'</c></summary>
    private static int FindDeclaredValue(ReadOnlySpan<byte> text, int offset)
    {
        if (ByteText.ToLower(text[offset]) is not ((byte)'v' or (byte)'n' or (byte)'c' or (byte)'s' or (byte)'t' or (byte)'p'))
        {
            return -1;
        }

        var type = offset;
        while (type < text.Length && type - offset < 12 && (ByteText.IsAsciiLetter(text[type]) || ByteText.IsDigit(text[type])))
        {
            type++;
        }

        if (ByteText.FindIndex(text[offset..type], Types) < 0)
        {
            return -1;
        }

        var line = Lexing.GetLineAfter(text, type, MaxGap);
        foreach (var (sign, length) in ((int, int)[])[(line.IndexOf(":="u8), 2), (line.IndexOf(" = "u8), 2), (line.IndexOf("VALUE "u8), 6),
            (line.IndexOf("DEFAULT "u8), 8)])
        {
            if (sign >= 0 && Lexing.SkipBlanks(text, type + sign + length) is var value && IsQuoted(text, value))
            {
                return value;
            }
        }

        return -1;
    }

    /// <summary>Returns whether there is a quote, possibly after a letter or sign that belongs to it.</summary>
    private static bool IsQuoted(ReadOnlySpan<byte> text, int offset) =>
        offset < text.Length && (ByteText.IsQuote(text[offset])
            || (offset + 1 < text.Length && text[offset] is (byte)'@' or (byte)'u' or (byte)'b' or (byte)'N'
            && ByteText.IsQuote(text[offset + 1])));
}
