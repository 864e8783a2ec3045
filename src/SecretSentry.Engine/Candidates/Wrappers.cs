using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>What may be between an operator and a quote: calls, constructors, brackets, prefix letters of the quote.</summary>
internal static class Wrappers
{
    private const int MaxCalls = 2;

    private const int MaxCallName = 60;

    /// <summary>Skips wrappers. <paramref name="wrapper"/> is the last one that was skipped.</summary>
    public static int Skip(ReadOnlySpan<byte> text, int offset, out ValueWrapper wrapper)
    {
        wrapper = ValueWrapper.None;
        if (offset < text.Length && (ByteText.IsQuote(text[offset]) || ByteText.IsDigit(text[offset])))
        {
            return offset; // no wrapper begins with this byte
        }

        var start = SkipValueObject(text, offset);
        start = SkipSecureString(text, start);
        start = SkipByteArray(text, start);
        for (var i = 0; i < MaxCalls && FindCallEnd(text, start) is var call && call > 0; i++)
        {
            start = call;
        }

        if (start > offset)
        {
            wrapper = ValueWrapper.Call;
        }

        if (FindBracketEnd(text, start) is var bracket && bracket > 0)
        {
            (start, wrapper) = (bracket, wrapper == ValueWrapper.None ? ValueWrapper.Bracket : wrapper);
        }

        if (FindPrefixEnd(text, start) is var prefix && prefix > 0)
        {
            (start, wrapper) = (prefix, wrapper == ValueWrapper.None ? ValueWrapper.Prefix : wrapper);
        }

        return start;
    }

    /// <summary><c>{ value: </c>, <c>{ "default": </c></summary>
    private static int SkipValueObject(ReadOnlySpan<byte> text, int offset)
    {
        if (offset >= text.Length || text[offset] != '{')
        {
            return offset;
        }

        var p = Lexing.SkipSpaces(text, offset + 1);
        p += p < text.Length && text[p] is (byte)':' or (byte)'"' or (byte)'\'' ? 1 : 0;
        var name = ByteText.Matches(text, p, "value"u8) ? 5 : ByteText.Matches(text, p, "default"u8) ? 7 : 0;
        if (name == 0)
        {
            return offset;
        }

        p += name;
        p += p < text.Length && ByteText.IsQuote(text[p]) ? 1 : 0;
        p = Lexing.SkipBlanks(text, p);
        var op = p < text.Length && text[p] is (byte)':' or (byte)'=' ? p + 1 : -1;
        return op < 0 ? offset : Lexing.SkipBlanks(text, op < text.Length && text[op] == '>' ? op + 1 : op);
    }

    private static int SkipSecureString(ReadOnlySpan<byte> text, int offset)
    {
        var p = offset;
        while (p < text.Length && text[p] is (byte)'$' or (byte)'(')
        {
            p++;
        }

        if (!ByteText.Matches(text, p, "convertto-securestring"u8))
        {
            return offset;
        }

        p = Lexing.SkipBlanks(text, p + "convertto-securestring".Length);
        return ByteText.Matches(text, p, "-string"u8) ? Lexing.SkipBlanks(text, p + "-string".Length) : p;
    }

    /// <summary><c>[]byte(</c>, <c>new byte[] {</c>, <c>[]string{</c></summary>
    private static int SkipByteArray(ReadOnlySpan<byte> text, int offset)
    {
        var rest = text[Math.Min(offset, text.Length)..];
        var length = rest.StartsWith("[]byte"u8) ? 6 : rest.StartsWith("[]string"u8) ? 8 : rest.StartsWith("new byte[]"u8) ? 10
            : rest.StartsWith("new[]"u8) ? 5 : 0;
        var open = length == 0 ? offset : Lexing.SkipBlanks(text, offset + length);
        return length > 0 && open < text.Length && text[open] is (byte)'(' or (byte)'{' ? Lexing.SkipSpaces(text, open + 1) : offset;
    }

    /// <summary>Returns the offset after the bracket of a call. Negative when there is none.</summary>
    private static int FindCallEnd(ReadOnlySpan<byte> text, int offset)
    {
        var p = offset;
        foreach (var word in Words)
        {
            if (text[Math.Min(p, text.Length)..].StartsWith(word))
            {
                p = Lexing.SkipBlanks(text, p + word.Length);
            }
        }

        if (p >= text.Length || !(ByteText.IsAsciiLetter(text[p]) || text[p] == '_'))
        {
            return -1;
        }

        var end = p;
        while (end < text.Length && end - p <= MaxCallName
            && (ByteText.IsWord(text[end])
            || text[end] is (byte)'.' or (byte)':' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'!'))
        {
            end++;
        }

        end = Lexing.SkipBlanks(text, end);
        return end < text.Length && text[end] is (byte)'(' or (byte)'{' ? Lexing.SkipSpaces(text, end + 1) : -1;
    }

    private static readonly byte[][] Words = ["new "u8.ToArray(), "await "u8.ToArray(), "&"u8.ToArray()];

    private static int FindBracketEnd(ReadOnlySpan<byte> text, int offset)
    {
        if (offset + 2 < text.Length && text[offset] == '%' && text[offset + 1] is (byte)'w' or (byte)'q' or (byte)'Q'
            && text[offset + 2] is (byte)'[' or (byte)'{' or (byte)'(')
        {
            return offset + 3;
        }

        return offset < text.Length && text[offset] is (byte)'[' or (byte)'{' or (byte)'(' ? Lexing.SkipSpaces(text, offset + 1) : -1;
    }

    /// <summary>Returns the offset after one to three letters that a quote follows. Negative when there are none.</summary>
    private static int FindPrefixEnd(ReadOnlySpan<byte> text, int offset)
    {
        for (var end = offset; end < offset + 4 && end < text.Length; end++)
        {
            if (end > offset && Lexing.ReadQuote(text, end).Length > 0)
            {
                return end;
            }

            if (!ByteText.IsAsciiLetter(text[end]) && text[end] is not ((byte)'@' or (byte)'$' or (byte)'&'))
            {
                return -1;
            }
        }

        return -1;
    }
}
