using System.Text.Json;

namespace SecretSentry.Reports;

/// <summary>What the formats that are JSON, or contain it, write in the same way.</summary>
internal static class JsonWriting
{
    /// <summary>
    /// Maximum number of findings of a report that is indented for reading. Longer reports are for services, which limit the size.
    /// </summary>
    private const int MaxReadable = 1000;

    /// <summary>Maximum number of bytes in the buffer of a writer.</summary>
    private const int MaxPending = 1 << 16;

    /// <summary>Returns whether a report for a service is short enough to be indented for reading.</summary>
    public static bool IsReadable(ScanReport report) => report.Findings.Count <= MaxReadable;

    /// <summary>Flushes a long buffer, so that a report of any length needs little memory.</summary>
    public static void FlushWhenLong(Utf8JsonWriter json)
    {
        if (json.BytesPending > MaxPending)
        {
            json.Flush();
        }
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
