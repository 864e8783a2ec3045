namespace SecretSentry.Findings;

/// <summary>The one place that makes a secret fit to be seen.</summary>
public static class Redaction
{
    /// <summary>Below this length not one character is shown.</summary>
    private const int MinPreviewLength = 12;

    /// <summary>Eight stars, whatever the length, with up to two printable characters of each end around them.</summary>
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
