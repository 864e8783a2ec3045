using System.Text.Json;

namespace SecretSentry.Training.Rows;

/// <summary>One row of a label file.</summary>
internal sealed record LineLabel(string File, int Line, int End, bool IsSecret, bool IsCounted, bool IsSample, string Kind, string Value)
{
    public static LineLabel? Read(JsonElement json)
    {
        if (!json.TryGetProperty("line", out var line) || line.ValueKind != JsonValueKind.Number)
        {
            return null;
        }

        var isSecret = json.GetProperty("secret").GetBoolean();
        var isSoft = json.TryGetProperty("soft", out var soft) && soft.ValueKind == JsonValueKind.True;
        return new(
            GetText(json, "file"),
            line.GetInt32(),
            json.TryGetProperty("end", out var end) && end.ValueKind == JsonValueKind.Number ? end.GetInt32() : line.GetInt32(),
            isSecret,
            isSecret && !isSoft,
            GetText(json, "note") == "X",
            GetText(json, "kind"),
            GetText(json, "value"));
    }

    private static string GetText(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
