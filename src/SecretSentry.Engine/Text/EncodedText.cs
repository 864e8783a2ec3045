using System.Buffers;
using System.Buffers.Text;

namespace SecretSentry.Engine.Text;

/// <summary>
/// Decodes values that are base64 of readable text (a Kubernetes secret, basic authorization). Such a value is judged by that text.
/// </summary>
internal static class EncodedText
{
    /// <summary>Maximum length of a text that is decoded, in bytes.</summary>
    public const int MaxLength = 300;

    /// <summary>Minimum length of an encoded value. Shorter values decode to readable text by chance.</summary>
    private const int MinEncoded = 12;

    /// <summary>
    /// Returns whether <paramref name="value"/> is padded base64 (RFC 4648) of printable ASCII. If so, the first <paramref name="length"/>
    /// bytes of <paramref name="text"/> contain the decoded text, without the line ending that <c>echo</c> adds.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> value, Span<byte> text, out int length)
    {
        length = 0;
        if (value.Length < MinEncoded || !TryDecodeBase64(value, text, out length))
        {
            return false;
        }

        length = text[..length].TrimEnd("\r\n"u8).Length;
        return length > 0 && !text[..length].ContainsAnyExceptInRange((byte)' ', (byte)'~');
    }

    /// <summary>Returns whether <paramref name="value"/> is base64 of printable ASCII, with or without padding.</summary>
    public static bool IsText(ReadOnlySpan<byte> value)
    {
        var digits = value.TrimEnd((byte)'=');
        if (digits.Length > MaxLength / 3 * 4)
        {
            return false;
        }

        Span<byte> padded = stackalloc byte[(MaxLength / 3 * 4) + 4];
        digits.CopyTo(padded);
        padded.Slice(digits.Length, 3).Fill((byte)'=');
        Span<byte> text = stackalloc byte[MaxLength];
        return TryDecode(padded[..((digits.Length + 3) / 4 * 4)], text, out _);
    }

    /// <summary>Returns whether <paramref name="value"/> is base64 of a user and a password, joined as in RFC 7617.</summary>
    public static bool IsLogin(ReadOnlySpan<byte> value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        if (!TryDecode(value, text, out var length))
        {
            return false;
        }

        GetPassword(text[..length], out var isLogin);
        return isLogin;
    }

    /// <summary>
    /// Returns whether <paramref name="value"/> is padded base64 of printable ASCII that is not user, colon and password.
    /// </summary>
    public static bool IsTextWithoutPassword(ReadOnlySpan<byte> value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        if (!TryDecodeBase64(value, text, out var length))
        {
            return false;
        }

        GetPassword(text[..length], out var isLogin);
        return length > 0 && !isLogin && !text[..length].ContainsAnyExceptInRange((byte)' ', (byte)'~');
    }

    /// <summary>Returns whether <paramref name="value"/> is padded base64 that is not too long.</summary>
    private static bool TryDecodeBase64(ReadOnlySpan<byte> value, Span<byte> text, out int length)
    {
        length = 0;
        return value.Length <= MaxLength / 3 * 4 && value.Length % 4 == 0
            && Base64.DecodeFromUtf8(value, text, out _, out length) == OperationStatus.Done;
    }

    /// <summary>
    /// Returns the text after the first colon, if a name precedes it: the password of basic authorization (RFC 7617). Otherwise returns the
    /// whole text.
    /// </summary>
    public static ReadOnlySpan<byte> GetPassword(ReadOnlySpan<byte> text, out bool isLogin)
    {
        var colon = text.IndexOf((byte)':');
        isLogin = colon > 0 && colon + 1 < text.Length;
        return isLogin ? text[(colon + 1)..] : text;
    }
}
