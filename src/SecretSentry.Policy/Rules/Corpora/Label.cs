using System.Text.Json;

namespace SecretSentry.Policy.Rules.Corpora;

/// <summary>What is known of a place in a labelled corpus: one line of its <c>labels.jsonl</c>.</summary>
/// <param name="File">Full path of the file.</param>
/// <param name="Path">Its path below <c>files/</c>, with '/' between folders: what rules get to see.</param>
/// <param name="Line">First line, from 1; 0: somewhere in the file.</param>
/// <param name="LastLine">Last line.</param>
/// <param name="IsSecret">Whether a secret stands there; false: nothing may be reported there.</param>
/// <param name="Rule">The rule that has to report it; empty: any.</param>
public sealed record Label(string File, string Path, int Line, int LastLine, bool IsSecret, string Rule)
{
    private const string FileName = "labels.jsonl";

    /// <summary>
    /// All labels below <paramref name="folder"/>: each <c>labels.jsonl</c> stands beside a folder <c>files</c>. A line is an object with
    /// <c>file</c>, <c>secret</c>, and optionally <c>line</c>, <c>end</c>, <c>rule</c>; other members are left alone, and lines with a true
    /// <c>soft</c> or <c>patterned</c> (arguable) are left out.
    /// </summary>
    /// <exception cref="RuleFileException">No labels there, or a line that is none.</exception>
    public static IReadOnlyList<Label> ReadAll(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, FileName, SearchOption.AllDirectories) : [];
        if (files.Length == 0)
        {
            throw new RuleFileException($"there is no {FileName} in '{folder}'; a corpus is a folder with {FileName} and a folder "
                + $"'files' (--generate makes one from the examples)");
        }

        return [.. files.Order(StringComparer.Ordinal)
            .SelectMany(file => System.IO.File.ReadLines(file).Select((text, i) => Read(text, file, i + 1)).OfType<Label>())];
    }

    private static Label? Read(string text, string file, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var path = root.GetProperty("file").GetString()!;
            var line = Number(root, "line");
            return Is(root, "soft") || Is(root, "patterned") || root.TryGetProperty("commit", out _)
                ? null
                : new(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "files", path), path, line,
                Math.Max(line, Number(root, "end")), root.GetProperty("secret").GetBoolean(), root.TryGetProperty("rule", out var rule)
                ? rule.GetString() ?? "" : "");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new RuleFileException($"{file}:{number}: no label; a line looks like {{\"file\": \"a/b.txt\", \"line\": 3, \"secret\": "
                + $"true}}");
        }
    }

    private static int Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;

    private static bool Is(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
