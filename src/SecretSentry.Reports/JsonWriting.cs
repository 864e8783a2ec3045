using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SecretSentry.Reports;

/// <summary>What the formats that are JSON, or contain it, write in the same way.</summary>
public static class JsonWriting
{
    /// <summary>
    /// Maximum number of findings of a report that is indented for reading. Longer reports are for services, which limit the size.
    /// </summary>
    private const int MaxReadable = 1000;

    /// <summary>Maximum number of bytes in the buffer of a writer.</summary>
    private const int MaxPending = 1 << 16;

    /// <summary>One line.</summary>
    public static JsonWriterOptions Compact { get; } = new() { Encoder = CreateEncoder() };

    /// <summary>Indented for reading.</summary>
    public static JsonWriterOptions Indented { get; } = Compact with { Indented = true };

    /// <summary>Returns how to write a report for a service: indented when it is short.</summary>
    public static JsonWriterOptions GetOptions(ScanReport report) => IsReadable(report) ? Indented : Compact;

    /// <summary>Returns whether a report for a service is short enough to be indented for reading.</summary>
    private static bool IsReadable(ScanReport report) => report.Findings.Count <= MaxReadable;

    /// <summary>Flushes a long buffer, so that a report of any length needs little memory.</summary>
    public static void FlushWhenLong(Utf8JsonWriter json)
    {
        if (json.BytesPending > MaxPending)
        {
            json.Flush();
        }
    }

    /// <summary>
    /// Escapes everything but printable ASCII, what HTML gives a meaning to, and '#', because Azure Pipelines searches its log for
    /// <c>##vso[</c>.
    /// </summary>
    private static JavaScriptEncoder CreateEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.BasicLatin);
        settings.ForbidCharacter('#');
        return JavaScriptEncoder.Create(settings);
    }

    /// <summary>Writes a property that is an array of strings.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
