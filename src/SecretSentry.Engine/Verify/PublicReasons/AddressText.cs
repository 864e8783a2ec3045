using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>
/// Reads the address that contains a location, and its query. The marks in it may be written as HTML, as JSON or with percent signs.
/// </summary>
internal static class AddressText
{
    /// <summary>Number of bytes on each side of a location that may belong to its address.</summary>
    public const int Reach = 2048;

    /// <summary>What may come before the name of a parameter.</summary>
    private static readonly byte[][] Openers = ByteText.Split("? & ; \\u0026 \\u003f %26 %3f %2526 %253f");

    /// <summary>What may come between name and value of a parameter.</summary>
    private static readonly byte[][] Signs = ByteText.Split("= \\u003d %3d %253d");

    /// <summary>
    /// Returns the address up to <paramref name="offset"/>, from its first byte or from <see cref="Reach"/> bytes before the offset.
    /// </summary>
    public static ReadOnlySpan<byte> GetBefore(ReadOnlySpan<byte> content, int offset)
    {
        var (start, least) = (offset, Math.Max(0, offset - Reach));
        while (start > least && IsOfAddress(content[start - 1]))
        {
            start--;
        }

        return content[start..offset];
    }

    /// <summary>Returns the part of the address that follows <paramref name="offset"/>.</summary>
    public static ReadOnlySpan<byte> GetAfter(ReadOnlySpan<byte> content, int offset)
    {
        var (end, most) = (offset, Math.Min(content.Length, offset + Reach));
        while (end < most && IsOfAddress(content[end]))
        {
            end++;
        }

        return content[offset..end];
    }

    /// <summary>Returns whether the text before a value ends in a parameter with this name, which is given in small letters.</summary>
    public static bool EndsInParameter(ReadOnlySpan<byte> before, ReadOnlySpan<byte> name)
    {
        var key = TrimEnding(before, Signs);
        return key.Length < before.Length && ByteText.Matches(key, key.Length - name.Length, name)
            && ByteText.EndsInAny(key[..^name.Length], Openers);
    }

    private static ReadOnlySpan<byte> TrimEnding(ReadOnlySpan<byte> text, byte[][] ends)
    {
        foreach (var end in ends)
        {
            if (ByteText.Matches(text, text.Length - end.Length, end))
            {
                return text[..^end.Length];
            }
        }

        return text;
    }

    private static bool IsOfAddress(byte value) => value > ' ' && !ByteText.IsQuote(value) && value is not ((byte)'<' or (byte)'>');
}
