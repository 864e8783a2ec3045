using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>What stands between a name and its value: closing quotes and brackets, blanks, a type, the operator.</summary>
/// <param name="Operator">The operator; none where only blanks stand there.</param>
/// <param name="Value">Offset of what follows the operator and its blanks.</param>
/// <param name="IsNameQuoted">Whether a quote ends the name.</param>
/// <param name="Blanks">Blanks before the operator.</param>
internal readonly record struct AfterName(ValueOperator Operator, int Value, bool IsNameQuoted, int Blanks)
{
    /// <summary>Closing marks of a name.</summary>
    private const int MaxClosers = 12;

    /// <summary>Longest type between a name and its operator.</summary>
    private const int MaxType = 40;

    /// <summary>Longest index of an array, with its brackets.</summary>
    private const int MaxIndex = 6;

    /// <summary>Operators, longest first where one begins as another does.</summary>
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

    /// <summary>The colon of Chinese and Japanese.</summary>
    internal static ReadOnlySpan<byte> WideColon => "\uff1a"u8;

    /// <summary>Bytes that an operator begins with.</summary>
    internal static bool BeginsOperator(byte value) => value >= 0x80 ? value == WideColon[0] : ByteText.IsOneOf(
        value,
        1ul << '=' | 1ul << '!' | 1ul << ':' | 1ul << '+' | 1ul << '?' | 1ul << '-' | 1ul << '<' | 1ul << ',' | 1ul << '(' | 1ul << '>',
        1ul << ('|' - 64));

    /// <summary>The same as the table has them, for tests.</summary>
    internal static IEnumerable<byte> Beginnings => Operators.Select(one => one.Text[0]);

    /// <summary>The same by the byte they begin with.</summary>
    private static readonly (byte[] Text, ValueOperator Operator)[][] ByBeginning = [.. Enumerable.Range(0, 256)
        .Select(first => Operators.Where(one => one.Text[0] == first).ToArray())];

    /// <summary>Reads on from the end of a name.</summary>
    public static AfterName Read(ReadOnlySpan<byte> text, int at)
    {
        var isQuoted = SkipClosers(text, ref at);
        var blanks = Lexing.SkipBlanks(text, at) - at;
        at = SkipType(text, at + blanks);
        if (IsBraced(text, at, blanks))
        {
            return new(ValueOperator.Call, at + 1, isQuoted, blanks);
        }

        if (at >= text.Length || !BeginsOperator(text[at]))
        {
            return new(ValueOperator.None, at, isQuoted, blanks);
        }

        foreach (var (mark, op) in ByBeginning[text[at]])
        {
            if (text[at..].StartsWith(mark))
            {
                return new(op, BehindEmphasis(text, Lexing.SkipBlanks(text, at + mark.Length), op), isQuoted, blanks);
            }
        }

        return new(ValueOperator.None, at, isQuoted, blanks);
    }

    /// <summary><c>**Password:** ...</c>: the marks that end what is told with emphasis.</summary>
    private static int BehindEmphasis(ReadOnlySpan<byte> text, int at, ValueOperator op)
    {
        if (op != ValueOperator.Colon || at >= text.Length || text[at] is not ((byte)'*' or (byte)'_' or (byte)'<'))
        {
            return at;
        }

        foreach (var mark in Emphasis)
        {
            if (text[at..].StartsWith(mark))
            {
                return Lexing.SkipBlanks(text, at + mark.Length);
            }
        }

        return at;
    }

    private static readonly byte[][] Emphasis = ["** "u8.ToArray(), "* "u8.ToArray(), "__ "u8.ToArray(), "_ "u8.ToArray(),
        "</b>"u8.ToArray(),
        "</strong>"u8.ToArray(), "</td><td>"u8.ToArray()];

    /// <summary><c>password{"..."}</c>: braces right behind a name hold what it is initialized with.</summary>
    private static bool IsBraced(ReadOnlySpan<byte> text, int at, int blanks) =>
        blanks == 0 && at + 1 < text.Length && text[at] == '{' && text[at + 1] is (byte)'"' or (byte)'\'';

    /// <summary>What a closing mark begins with: a quote in any form, a bracket, a mark behind a name.</summary>
    private static bool MayClose(byte value) => value < 0x80 && ByteText.IsOneOf(
        value,
        1ul << '"' | 1ul << '\'' | 1ul << '&' | 1ul << '%' | 1ul << ')' | 1ul << '?' | 1ul << '!' | 1ul << '*',
        1ul << ('`' - 64) | 1ul << ('\\' - 64) | 1ul << (']' - 64) | 1ul << ('}' - 64) | 1ul << ('[' - 64));

    private static bool SkipClosers(ReadOnlySpan<byte> text, ref int at)
    {
        var isQuoted = false;
        for (var i = 0; i < MaxClosers && at < text.Length && MayClose(text[at]); i++)
        {
            if (Lexing.QuoteAt(text, at) is { Length: > 0 } quote)
            {
                (at, isQuoted) = (at + quote.Length, true);
            }
            else if (text[at] is (byte)')' or (byte)']' or (byte)'}' or (byte)'?' or (byte)'%'
                || (text[at] == '!' && !text[at..].StartsWith("!="u8)))
            {
                if (text[at] == '?' && at + 1 < text.Length && text[at + 1] is (byte)'=' or (byte)'?')
                {
                    break;
                }

                at++;
            }
            else if (text[at] == '[' && text[at..Math.Min(text.Length, at + MaxIndex)].IndexOf((byte)']') is > 0 and var close
                && text.Slice(at + 1, close - 1).IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            {
                at += close + 1;
            }
            else if (text[at] != '*' || !text[at..].StartsWith("**"u8))
            {
                break;
            }
            else
            {
                at += 2;
            }
        }

        return isQuoted;
    }

    /// <summary>Skips <c>: Type</c> and <c>string</c> before a sign of assignment.</summary>
    private static int SkipType(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length)
        {
            return at;
        }

        var start = text[at] == ':' ? Lexing.SkipBlanks(text, at + 1) : at;
        if (start >= text.Length || !(ByteText.IsAsciiLetter(text[start]) || text[start] is (byte)'&' or (byte)'[' or (byte)'*'))
        {
            return at;
        }

        if (text[at] != ':' && !MayBeginTypeName(text, start))
        {
            return at;
        }

        var end = SkipTypeWords(text, start);
        while (end < text.Length && end - start <= MaxType
            && (ByteText.IsWord(text[end])
            || text[end] is (byte)'.' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'?' or (byte)'&' or (byte)'*'
                or (byte)'(' or (byte)')'
            || (text[at] == ':' && text[end] is (byte)' ' or (byte)'|' or (byte)'\'')))
        {
            end++;
        }

        var op = Lexing.SkipBlanks(text, end);
        var isAssigned = op + 1 < text.Length && text[op] == '='
            && text[op + 1] is not ((byte)'=' or (byte)'>' or (byte)'\n' or (byte)'\r');
        return isAssigned && (text[at] == ':' || IsTypeName(text[start..end])) ? op : at;
    }

    /// <summary><c>As String</c>: the blank belongs to the type.</summary>
    private static int SkipTypeWords(ReadOnlySpan<byte> text, int at) =>
        ByteText.StandsAt(text, at, "as "u8) ? Lexing.SkipBlanks(text, at + 3) : at;

    /// <summary>Whether the first letter is that of such a name: without looking for its end, which most words are told by.</summary>
    private static bool MayBeginTypeName(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)'[' or (byte)']' or (byte)'*' or (byte)'&')
        {
            at++;
        }

        return at < text.Length && ByteText.Lower(text[at]) is (byte)'s' or (byte)'c' or (byte)'b' or (byte)'v' or (byte)'a';
    }

    private static bool IsTypeName(ReadOnlySpan<byte> word)
    {
        var type = word.TrimStart("[]*&"u8);
        return ByteText.StandsAt(type, 0, "str"u8) || ByteText.StandsAt(type, 0, "char"u8) || ByteText.StandsAt(type, 0, "byte"u8)
            || ByteText.StandsAt(type, 0, "varchar"u8) || ByteText.StandsAt(type, 0, "as "u8);
    }
}
