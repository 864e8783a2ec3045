using System.Text.RegularExpressions;

namespace SecretSentry.Purge.Search;

/// <summary>Spellings of text within other text.</summary>
internal static class Escapes
{
    /// <summary>The inside of a JSON string (RFC 8259, 7), with the short escapes.</summary>
    public static string EscapeJson(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal);

    /// <summary>Percent escapes with small hexadecimal digits.</summary>
    public static string LowerPercent(string text) =>
        Regex.Replace(Uri.EscapeDataString(text), "%[0-9A-F]{2}", match => match.Value.ToLowerInvariant());

    /// <summary>
    /// The base64 digits that content decides alone when <paramref name="before"/> bytes of something else stand before it in its group of
    /// three.
    /// </summary>
    public static string EncodeBase64Within(byte[] content, int before)
    {
        byte[] padded = [.. new byte[before], .. content];
        var digits = Convert.ToBase64String(padded).TrimEnd('=');
        var first = ((before * 8) + 5) / 6;
        return digits[Math.Min(first, digits.Length)..(padded.Length * 8 / 6)];
    }

    /// <summary>Words of the alphabet of an encoding, so that what holds them can still be decoded.</summary>
    public static byte[] CreateFiller(string word, int length) => [.. Enumerable.Range(0, length).Select(i => (byte)word[i % word.Length])];
}
