using System.Text.Json;
using System.Text.Unicode;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// Tokens whose body is base64 of a JSON object: JWT parts (RFC 7519), Sentry <c>sntrys_</c>, Grafana <c>glc_</c>, 1Password <c>ops_</c>.
/// </summary>
internal static class JsonToken
{
    /// <summary>Maximum length of a value's text that is shown.</summary>
    private const int MaxDisplayed = 64;

    /// <summary>
    /// Reads the JSON object that <paramref name="text"/> encodes, in base64 or base64url, with or without padding. Returns null if it is
    /// not one.
    /// </summary>
    public static JsonDocument? Read(ReadOnlySpan<byte> text)
    {
        var plain = text.TrimEnd((byte)'=').ToArray();
        plain.AsSpan().Replace((byte)'+', (byte)'-');
        plain.AsSpan().Replace((byte)'/', (byte)'_');
        if (!System.Buffers.Text.Base64Url.IsValid(plain) || System.Buffers.Text.Base64Url.DecodeFromUtf8(plain) is not { } json
            || !Utf8.IsValid(json))
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(json);
            var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null; // not JSON, which is a valid answer
        }
    }

    /// <summary>
    /// Returns the text after the prefix, which ends with the first '_'. In Sentry tokens the text ends before the next '_'.
    /// </summary>
    public static ReadOnlySpan<byte> GetBody(ReadOnlySpan<byte> token)
    {
        var body = token[(token.IndexOf((byte)'_') + 1)..];
        var end = token.StartsWith("sntrys_"u8) ? body.IndexOf((byte)'_') : -1;
        return end < 0 ? body : body[..end];
    }

    public static bool HasObject(ReadOnlySpan<byte> token)
    {
        using var document = Read(GetBody(token));
        return document is not null;
    }

    /// <summary>
    /// Adds member <paramref name="name"/> of the object as <paramref name="fact"/>, if it is a text or a number that is safe to print.
    /// </summary>
    public static void Add(JsonElement root, string name, string fact, IDictionary<string, string> facts)
    {
        if (root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            && KeepPrintable(value.ToString()) is { Length: > 0 } text)
        {
            facts[fact] = text;
        }
    }

    public static string KeepPrintable(string text) =>
        new([.. text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/' or '@').Take(MaxDisplayed)]);
}
