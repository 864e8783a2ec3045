using System.Buffers;
using System.Buffers.Text;

namespace SecretSentry.Engine.Text;

/// <summary>Values that are base64 of readable text (a Kubernetes secret, basic authorization) are judged by that text.</summary>
internal static class EncodedText
{
    /// <summary>Longest text looked into, in bytes.</summary>
    public const int MaxLength = 300;

    /// <summary>Shorter values decode to readable text by chance.</summary>
    private const int MinEncoded = 12;

    /// <summary>
    /// Whether <paramref name="value"/> is padded base64 (RFC 4648) of printable ASCII; the first <paramref name="length"/> bytes of
    /// <paramref name="text"/> then hold it, without the line end that <c>echo</c> leaves there.
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

    /// <summary>Whether <paramref name="value"/> is base64 of printable ASCII, with its padding or without.</summary>
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

    /// <summary>Whether <paramref name="value"/> is base64 of a user and a password, as RFC 7617 puts them together.</summary>
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

    /// <summary>Whether <paramref name="value"/> is padded base64 of printable ASCII that is no user, colon and password.</summary>
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

    /// <summary>Whether <paramref name="value"/> is padded base64 that is not too long.</summary>
    private static bool TryDecodeBase64(ReadOnlySpan<byte> value, Span<byte> text, out int length)
    {
        length = 0;
        return value.Length <= MaxLength / 3 * 4 && value.Length % 4 == 0
            && Base64.DecodeFromUtf8(value, text, out _, out length) == OperationStatus.Done;
    }

    /// <summary>
    /// What stands behind the first colon, if there is one behind a name: the password of basic authorization (RFC 7617); else all of it.
    /// </summary>
    public static ReadOnlySpan<byte> GetPassword(ReadOnlySpan<byte> text, out bool isLogin)
    {
        var colon = text.IndexOf((byte)':');
        isLogin = colon > 0 && colon + 1 < text.Length;
        return isLogin ? text[(colon + 1)..] : text;
    }
}
