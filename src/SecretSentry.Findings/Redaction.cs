namespace SecretSentry.Findings;

/// <summary>Masks secrets for display. All code that shows secrets or text with secrets masks them by this class.</summary>
public static class Redaction
{
    /// <summary>A secret shorter than this, in bytes, is masked completely.</summary>
    private const int MinPreviewLength = 12;

    /// <summary>Returns eight stars, whatever the length, between up to two printable characters of each end.</summary>
    public static string CreatePreview(ReadOnlySpan<byte> secret) =>
        secret.Length < MinPreviewLength ? "********" : $"{FormatEnd(secret[..2])}********{FormatEnd(secret[^2..])}";

    private static string FormatEnd(ReadOnlySpan<byte> end) => string.Create(end.Length, end, static (text, bytes) =>
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            text[i] = bytes[i] is > 0x20 and < 0x7F ? (char)bytes[i] : '*';
        }
    });
}
