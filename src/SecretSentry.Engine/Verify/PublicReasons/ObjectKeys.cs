using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>
/// Reads the keys of the object, map or call that contains a value: <c>{ a: "...", "b": "..." }</c>, <c>f(a: "...", b = "...")</c>. Text in
/// strings, comments and inner brackets is not a key.
/// </summary>
internal static class ObjectKeys
{
    /// <summary>Number of bytes on each side of a value that are read.</summary>
    private const int Reach = 1024;

    /// <summary>
    /// Returns how many different keys of <paramref name="others"/> the innermost object around <paramref name="offset"/> has. The key of
    /// the value at <paramref name="offset"/> must be one of <paramref name="own"/>. All names are in small letters. Returns 0 when no
    /// object contains the value, the key is another one, or the object does not end within reach.
    /// </summary>
    public static int CountBeside(ReadOnlySpan<byte> content, int offset, byte[][] own, byte[][] others)
    {
        var text = content[..Math.Min(content.Length, offset + Reach)];
        var open = OpenBefore(text, offset);
        return open < 0 ? 0 : Count(text, open + 1, offset, own, others);
    }

    /// <summary>
    /// Returns the offset of the bracket that opens what contains <paramref name="offset"/>, or a negative number if there is none.
    /// </summary>
    private static int OpenBefore(ReadOnlySpan<byte> text, int offset)
    {
        var depth = 0;
        for (var p = offset - 1; p >= Math.Max(0, offset - Reach); p--)
        {
            if (text[p] is (byte)'}' or (byte)')')
            {
                depth++;
            }
            else if (text[p] is (byte)'{' or (byte)'(' && depth-- == 0)
            {
                return p;
            }
        }

        return -1;
    }

    private static int Count(ReadOnlySpan<byte> text, int start, int offset, byte[][] own, byte[][] others)
    {
        var (seen, isOwn, depth, mayBeKey) = (0UL, false, 0, true);
        for (var p = start; p < text.Length;)
        {
            var token = FindTokenEnd(text, p);
            if (depth == 0 && mayBeKey && GetKey(text, p, token) is { IsEmpty: false } key)
            {
                isOwn |= ByteText.FindIndex(key, own) >= 0 && FindValueStart(text, token) is var value && value <= offset && offset <= value
                    + Quotes;
                seen |= ByteText.FindIndex(key, others) is >= 0 and var number ? 1UL << number : 0;
            }

            if (text[p] is (byte)'}' or (byte)')' or (byte)']' && depth-- == 0)
            {
                return isOwn ? System.Numerics.BitOperations.PopCount(seen) : 0;
            }

            depth += text[p] is (byte)'{' or (byte)'(' or (byte)'[' ? 1 : 0;
            mayBeKey = ByteText.IsSpace(text[p]) || IsComment(text, p) ? mayBeKey || ByteText.IsBreak(text[p]) : text[p] == ',';
            p = token;
        }

        return 0;
    }

    /// <summary>Length of the longest mark that opens a string, with its escapes.</summary>
    private const int Quotes = 6;

    /// <summary>Returns the offset after the string, comment, word or byte that begins at <paramref name="offset"/>.</summary>
    private static int FindTokenEnd(ReadOnlySpan<byte> text, int offset)
    {
        if (Lexing.ReadQuote(text, offset) is { Length: > 0 } quote)
        {
            return quote.FindEnd(text, offset + quote.Length) is >= 0 and var end ? end + quote.Length : text.Length;
        }

        if (IsComment(text, offset))
        {
            var close = text[offset + 1] == '*' ? "*/"u8 : "\n"u8;
            return text[offset..].IndexOf(close) is >= 0 and var length ? offset + length + (close.Length == 2 ? 2 : 0) : text.Length;
        }

        var p = offset;
        while (p < text.Length && ByteText.IsWord(text[p]))
        {
            p++;
        }

        return Math.Max(p, offset + 1);
    }

    private static bool IsComment(ReadOnlySpan<byte> text, int offset) =>
        text[offset] == '/' && offset + 1 < text.Length && text[offset + 1] is (byte)'/' or (byte)'*';

    /// <summary>Returns the word between two offsets, without its quotes, if a sign follows that makes it a key.</summary>
    private static ReadOnlySpan<byte> GetKey(ReadOnlySpan<byte> text, int start, int end)
    {
        var sign = Lexing.SkipBlanks(text, end);
        return sign < text.Length && text[sign] is (byte)':' or (byte)'=' ? text[start..end].Trim("\"'`\\"u8) : default;
    }

    /// <summary>Returns where the value after a key's sign begins.</summary>
    private static int FindValueStart(ReadOnlySpan<byte> text, int keyEnd)
    {
        var sign = Lexing.SkipBlanks(text, keyEnd);
        sign += sign + 1 < text.Length && text[sign + 1] == '>' ? 2 : 1;
        return Lexing.SkipBlanks(text, sign);
    }
}
