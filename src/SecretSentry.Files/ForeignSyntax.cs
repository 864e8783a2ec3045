using System.Globalization;
using System.Text.Json;

namespace SecretSentry.Files;

/// <summary>Says what is wrong with a file that somebody else wrote, without its words: the messages of parsers quote them.</summary>
public static class ForeignSyntax
{
    /// <summary>Returns where a text is not valid JSON, or what is wrong with its structure.</summary>
    /// <param name="problem">What the parser or the reader of its result threw.</param>
    public static string Describe(Exception problem) => problem switch
    {
        JsonException { LineNumber: { } line, BytePositionInLine: { } offset } =>
            string.Create(CultureInfo.InvariantCulture, $"line {line + 1}, byte {offset + 1} is not valid JSON"),
        JsonException => "it is not valid JSON",
        KeyNotFoundException => "a field is missing",
        InvalidOperationException => "a field has a value of another kind",
        _ => "a value is not valid",
    };
}
