using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>The address that holds a place, and its query, however HTML, JSON or percent signs write its marks.</summary>
internal static class AddressText
{
    /// <summary>Bytes on each side of a place that are taken for its address.</summary>
    public const int Reach = 2048;

    /// <summary>What may stand before the name of a parameter.</summary>
    private static readonly byte[][] Openers = ByteText.Split("? & ; \\u0026 \\u003f %26 %3f %2526 %253f");

    /// <summary>What may stand between name and value of a parameter.</summary>
    private static readonly byte[][] Signs = ByteText.Split("= \\u003d %3d %253d");

    /// <summary>The address from its first byte, or from <see cref="Reach"/> bytes before, to <paramref name="offset"/>.</summary>
    public static ReadOnlySpan<byte> GetBefore(ReadOnlySpan<byte> content, int offset)
    {
        var (start, least) = (offset, Math.Max(0, offset - Reach));
        while (start > least && IsOfAddress(content[start - 1]))
        {
            start--;
        }

        return content[start..offset];
    }

    /// <summary>What follows <paramref name="offset"/> in the address.</summary>
    public static ReadOnlySpan<byte> GetAfter(ReadOnlySpan<byte> content, int offset)
    {
        var (end, most) = (offset, Math.Min(content.Length, offset + Reach));
        while (end < most && IsOfAddress(content[end]))
        {
            end++;
        }

        return content[offset..end];
    }

    /// <summary>Whether a parameter of this name, in small letters, ends in what stands before its value.</summary>
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
