using System.Text.RegularExpressions;

namespace SecretSentry.Purge.Search;

/// <summary>Encodings of text within other text.</summary>
internal static class Escapes
{
    /// <summary>Returns the text as the inside of a JSON string (RFC 8259, 7), with the short escapes.</summary>
    public static string EscapeJson(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal);

    /// <summary>Returns percent escapes with lower-case hexadecimal digits.</summary>
    public static string LowerPercent(string text) =>
        Regex.Replace(Uri.EscapeDataString(text), "%[0-9A-F]{2}", match => match.Value.ToLowerInvariant());

    /// <summary>
    /// Returns the base64 digits that depend on the content alone when <paramref name="before"/> other bytes precede it in its group of
    /// three.
    /// </summary>
    public static string EncodeBase64Within(byte[] content, int before)
    {
        byte[] padded = [.. new byte[before], .. content];
        var digits = Convert.ToBase64String(padded).TrimEnd('=');
        var first = ((before * 8) + 5) / 6;
        return digits[Math.Min(first, digits.Length)..(padded.Length * 8 / 6)];
    }

    /// <summary>Creates a filler from words of an encoding's alphabet, so that the text that contains it can still be decoded.</summary>
    public static byte[] CreateFiller(string word, int length) => [.. Enumerable.Range(0, length).Select(i => (byte)word[i % word.Length])];
}
