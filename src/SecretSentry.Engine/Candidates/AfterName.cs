using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>What follows a name up to its value: closing quotes and brackets, blanks, a type, the operator.</summary>
/// <param name="Operator">The operator. <c>None</c> when only blanks follow.</param>
/// <param name="Value">Offset after the operator and its blanks.</param>
/// <param name="IsNameQuoted">Whether a quote ends the name.</param>
/// <param name="Blanks">Number of blanks before the operator.</param>
internal readonly record struct AfterName(ValueOperator Operator, int Value, bool IsNameQuoted, int Blanks)
{
    /// <summary>Maximum number of closing marks of a name.</summary>
    private const int MaxClosers = 12;

    /// <summary>Maximum length of a type between a name and its operator.</summary>
    private const int MaxType = 40;

    /// <summary>Maximum length of an array index, including its brackets.</summary>
    private const int MaxIndex = 6;

    /// <summary>Operators. If one begins with another, the longer one comes first.</summary>
    private static readonly (byte[] Text, ValueOperator Operator)[] Operators =
    [
        ("==="u8.ToArray(), ValueOperator.Equal), ("!=="u8.ToArray(), ValueOperator.NotEqual), (":="u8.ToArray(), ValueOperator.Declare),
        ("=>"u8.ToArray(), ValueOperator.Arrow),
        ("=="u8.ToArray(), ValueOperator.Equal), ("!="u8.ToArray(), ValueOperator.NotEqual), ("=~"u8.ToArray(), ValueOperator.Equal),
        ("+="u8.ToArray(), ValueOperator.Append),
        ("?="u8.ToArray(), ValueOperator.Append), ("="u8.ToArray(), ValueOperator.Assign), ("->"u8.ToArray(), ValueOperator.Pointer),
        ("<-"u8.ToArray(), ValueOperator.Pointer),
        (":-"u8.ToArray(), ValueOperator.Unset), ("::"u8.ToArray(), ValueOperator.Scope), (":"u8.ToArray(), ValueOperator.Colon),
        (","u8.ToArray(), ValueOperator.Comma),
        ("("u8.ToArray(), ValueOperator.Call), (">"u8.ToArray(), ValueOperator.Element), ("||"u8.ToArray(), ValueOperator.Default),
        ("??"u8.ToArray(), ValueOperator.Default),
        ("|"u8.ToArray(), ValueOperator.Pipe), (WideColon.ToArray(), ValueOperator.Colon),
    ];

    /// <summary>The fullwidth colon of Chinese and Japanese.</summary>
    internal static ReadOnlySpan<byte> WideColon => "\uff1a"u8;

    /// <summary>Returns whether an operator can begin with this byte.</summary>
    internal static bool BeginsOperator(byte value) => value >= 0x80 ? value == WideColon[0] : ByteText.IsInSet(
        value,
        1ul << '=' | 1ul << '!' | 1ul << ':' | 1ul << '+' | 1ul << '?' | 1ul << '-' | 1ul << '<' | 1ul << ',' | 1ul << '(' | 1ul << '>',
        1ul << ('|' - 64));

    /// <summary>The first bytes of the operators in the table, for tests.</summary>
    internal static IEnumerable<byte> Beginnings => Operators.Select(entry => entry.Text[0]);

    /// <summary>The operators by their first byte.</summary>
    private static readonly (byte[] Text, ValueOperator Operator)[][] ByBeginning = [.. Enumerable.Range(0, 256)
        .Select(first => Operators.Where(entry => entry.Text[0] == first).ToArray())];

    /// <summary>Reads what follows the end of a name.</summary>
    public static AfterName Read(ReadOnlySpan<byte> text, int offset)
    {
        var isQuoted = SkipClosers(text, ref offset);
        var blanks = Lexing.SkipBlanks(text, offset) - offset;
        offset = SkipType(text, offset + blanks);
        if (IsBraced(text, offset, blanks))
        {
            return new(ValueOperator.Call, offset + 1, isQuoted, blanks);
        }

        if (offset >= text.Length || !BeginsOperator(text[offset]))
        {
            return new(ValueOperator.None, offset, isQuoted, blanks);
        }

        foreach (var (symbol, op) in ByBeginning[text[offset]])
        {
            if (text[offset..].StartsWith(symbol))
            {
                return new(op, SkipEmphasis(text, Lexing.SkipBlanks(text, offset + symbol.Length), op), isQuoted, blanks);
            }
        }

        return new(ValueOperator.None, offset, isQuoted, blanks);
    }

    /// <summary>Skips the marks that end emphasized text: <c>**Password:** ...</c></summary>
    private static int SkipEmphasis(ReadOnlySpan<byte> text, int offset, ValueOperator op)
    {
        if (op != ValueOperator.Colon || offset >= text.Length || text[offset] is not ((byte)'*' or (byte)'_' or (byte)'<'))
        {
            return offset;
        }

        foreach (var marker in Emphasis)
        {
            if (text[offset..].StartsWith(marker))
            {
                return Lexing.SkipBlanks(text, offset + marker.Length);
            }
        }

        return offset;
    }

    private static readonly byte[][] Emphasis = ["** "u8.ToArray(), "* "u8.ToArray(), "__ "u8.ToArray(), "_ "u8.ToArray(),
        "</b>"u8.ToArray(),
        "</strong>"u8.ToArray(), "</td><td>"u8.ToArray()];

    /// <summary>Returns whether braces directly after a name contain its initial value: <c>password{"..."}</c></summary>
    private static bool IsBraced(ReadOnlySpan<byte> text, int offset, int blanks) =>
        blanks == 0 && offset + 1 < text.Length && text[offset] == '{' && text[offset + 1] is (byte)'"' or (byte)'\'';

    /// <summary>Returns whether a closing mark can begin with this byte: a quote in any form, a bracket, or a mark after a name.</summary>
    private static bool MayClose(byte value) => value < 0x80 && ByteText.IsInSet(
        value,
        1ul << '"' | 1ul << '\'' | 1ul << '&' | 1ul << '%' | 1ul << ')' | 1ul << '?' | 1ul << '!' | 1ul << '*',
        1ul << ('`' - 64) | 1ul << ('\\' - 64) | 1ul << (']' - 64) | 1ul << ('}' - 64) | 1ul << ('[' - 64));

    private static bool SkipClosers(ReadOnlySpan<byte> text, ref int offset)
    {
        var isQuoted = false;
        for (var i = 0; i < MaxClosers && offset < text.Length && MayClose(text[offset]); i++)
        {
            if (Lexing.ReadQuote(text, offset) is { Length: > 0 } quote)
            {
                (offset, isQuoted) = (offset + quote.Length, true);
            }
            else if (text[offset] is (byte)')' or (byte)']' or (byte)'}' or (byte)'?' or (byte)'%'
                || (text[offset] == '!' && !text[offset..].StartsWith("!="u8)))
            {
                if (text[offset] == '?' && offset + 1 < text.Length && text[offset + 1] is (byte)'=' or (byte)'?')
                {
                    break;
                }

                offset++;
            }
            else if (text[offset] == '[' && text[offset..Math.Min(text.Length, offset + MaxIndex)].IndexOf((byte)']') is > 0 and var close
                && text.Slice(offset + 1, close - 1).IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            {
                offset += close + 1;
            }
            else if (text[offset] != '*' || !text[offset..].StartsWith("**"u8))
            {
                break;
            }
            else
            {
                offset += 2;
            }
        }

        return isQuoted;
    }

    /// <summary>Skips <c>: Type</c> and <c>string</c> before an assignment operator.</summary>
    private static int SkipType(ReadOnlySpan<byte> text, int offset)
    {
        if (offset >= text.Length)
        {
            return offset;
        }

        var start = text[offset] == ':' ? Lexing.SkipBlanks(text, offset + 1) : offset;
        if (start >= text.Length || !(ByteText.IsAsciiLetter(text[start]) || text[start] is (byte)'&' or (byte)'[' or (byte)'*'))
        {
            return offset;
        }

        if (text[offset] != ':' && !MayBeginTypeName(text, start))
        {
            return offset;
        }

        var end = SkipTypeWords(text, start);
        while (end < text.Length && end - start <= MaxType
            && (ByteText.IsWord(text[end])
            || text[end] is (byte)'.' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'?' or (byte)'&' or (byte)'*'
                or (byte)'(' or (byte)')'
            || (text[offset] == ':' && text[end] is (byte)' ' or (byte)'|' or (byte)'\'')))
        {
            end++;
        }

        var op = Lexing.SkipBlanks(text, end);
        var isAssigned = op + 1 < text.Length && text[op] == '='
            && text[op + 1] is not ((byte)'=' or (byte)'>' or (byte)'\n' or (byte)'\r');
        return isAssigned && (text[offset] == ':' || IsTypeName(text[start..end])) ? op : offset;
    }

    /// <summary>Skips <c>As String</c>, where the blank belongs to the type.</summary>
    private static int SkipTypeWords(ReadOnlySpan<byte> text, int offset) =>
        ByteText.Matches(text, offset, "as "u8) ? Lexing.SkipBlanks(text, offset + 3) : offset;

    /// <summary>
    /// Returns whether the first letter is that of such a type name. Rules out most words without searching for their end.
    /// </summary>
    private static bool MayBeginTypeName(ReadOnlySpan<byte> text, int offset)
    {
        while (offset < text.Length && text[offset] is (byte)'[' or (byte)']' or (byte)'*' or (byte)'&')
        {
            offset++;
        }

        return offset < text.Length && ByteText.ToLower(text[offset]) is (byte)'s' or (byte)'c' or (byte)'b' or (byte)'v' or (byte)'a';
    }

    private static bool IsTypeName(ReadOnlySpan<byte> word)
    {
        var type = word.TrimStart("[]*&"u8);
        return ByteText.Matches(type, 0, "str"u8) || ByteText.Matches(type, 0, "char"u8) || ByteText.Matches(type, 0, "byte"u8)
            || ByteText.Matches(type, 0, "varchar"u8) || ByteText.Matches(type, 0, "as "u8);
    }
}
