using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Names of HTTP authorization schemes, which are followed by a credential (RFC 9110, section 11).</summary>
internal static class AuthorizationSchemes
{
    /// <summary>Minimum length of a value. A shorter text after a scheme is a word.</summary>
    public const int LeastValue = 8;

    private static readonly byte[][] Names =
    [
        "basic"u8.ToArray(), "bearer"u8.ToArray(), "token"u8.ToArray(), "oauth"u8.ToArray(), "apikey"u8.ToArray(), "ntlm"u8.ToArray(),
        "negotiate"u8.ToArray(), "ssws"u8.ToArray(), "geniekey"u8.ToArray(), "splunk"u8.ToArray(),
    ];

    private static readonly int LongestName = Names.Max(name => name.Length);

    /// <summary>
    /// Returns the offset of the credential after the scheme from <paramref name="start"/> to <paramref name="end"/>. Negative when this is
    /// not a scheme.
    /// </summary>
    public static int FindValueAfter(ReadOnlySpan<byte> text, int start, int end)
    {
        var value = end;
        while (value < text.Length && value - end < 3 && text[value] == ' ')
        {
            value++;
        }

        if (value == end || value >= text.Length || !(ByteText.IsAsciiLetter(text[value]) || ByteText.IsDigit(text[value])))
        {
            return -1;
        }

        return end - start <= LongestName && ByteText.FindIndex(text[start..end], Names) >= 0 ? value : -1;
    }

    /// <summary>Returns whether a byte may occur in a credential: token68 of RFC 9110.</summary>
    public static bool IsValue(byte value) => ByteText.IsAsciiLetter(value) || ByteText.IsDigit(value)
        || value is (byte)'+' or (byte)'/' or (byte)'=' or (byte)'_' or (byte)'-' or (byte)'.' or (byte)'~';
}
