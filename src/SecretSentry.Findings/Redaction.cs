using System.Text;

namespace SecretSentry.Findings;

/// <summary>Masks secrets for display. All code that shows secrets or text with secrets masks them by this class.</summary>
public static class Redaction
{
    /// <summary>A secret shorter than this, in bytes, is masked completely.</summary>
    private const int MinPreviewLength = 12;

    /// <summary>Returns eight stars, whatever the length, between up to two printable characters of each end.</summary>
    public static string CreatePreview(ReadOnlySpan<byte> secret) =>
        secret.Length < MinPreviewLength ? "********" : $"{FormatEnd(secret[..2])}********{FormatEnd(secret[^2..])}";

    /// <summary>Returns a UTF-8 text in which spans are replaced by their previews.</summary>
    /// <param name="text">The text.</param>
    /// <param name="spans">
    /// Offsets of the first byte and after the last byte, by ascending start. One that begins in another is left out.
    /// </param>
    public static string Replace(ReadOnlySpan<byte> text, IEnumerable<(int Start, int End)> spans)
    {
        var (redacted, offset) = (new StringBuilder(), 0);
        foreach (var (start, end) in spans)
        {
            if (start >= offset)
            {
                redacted.Append(Encoding.UTF8.GetString(text[offset..start])).Append(CreatePreview(text[start..end]));
                offset = end;
            }
        }

        return redacted.Append(Encoding.UTF8.GetString(text[offset..])).ToString();
    }

    private static string FormatEnd(ReadOnlySpan<byte> end) => string.Create(end.Length, end, static (text, bytes) =>
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            text[i] = bytes[i] is > 0x20 and < 0x7F ? (char)bytes[i] : '*';
        }
    });
}
