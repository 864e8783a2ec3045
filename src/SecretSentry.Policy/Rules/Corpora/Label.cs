using System.Text.Json;
using SecretSentry.Files;

namespace SecretSentry.Policy.Rules.Corpora;

/// <summary>A label of a location in a corpus: one line of <c>labels.jsonl</c>.</summary>
/// <param name="File">Full path of the file.</param>
/// <param name="Path">Path below <c>files/</c>, with '/' between folders. This is the path that rules see.</param>
/// <param name="Line">First line, from 1. 0: somewhere in the file.</param>
/// <param name="LastLine">Last line.</param>
/// <param name="IsSecret">True: the location contains a secret. False: nothing may be reported there.</param>
/// <param name="Rule">The rule that must report it. Empty: any rule.</param>
public sealed record Label(string File, string Path, int Line, int LastLine, bool IsSecret, string Rule)
{
    private const string FileName = "labels.jsonl";

    /// <summary>
    /// Returns all labels below <paramref name="folder"/>. Each <c>labels.jsonl</c> is next to a folder <c>files</c>. A line is an object
    /// with <c>file</c>, <c>secret</c>, and optionally <c>line</c>, <c>end</c>, <c>rule</c>. Other members are ignored. Lines with a true
    /// <c>soft</c> or <c>patterned</c> (arguable) are skipped.
    /// </summary>
    /// <exception cref="RuleFileException">The folder has no labels, or a line is not a label.</exception>
    public static IReadOnlyList<Label> ReadAll(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, FileName, SearchOption.AllDirectories) : [];
        if (files.Length == 0)
        {
            throw new RuleFileException($"'{folder}' contains no {FileName}; a corpus is a folder with {FileName} and a folder "
                + "'files' (--generate creates one from the examples)");
        }

        return [.. files.Order(StringComparer.Ordinal)
            .SelectMany(file => ForeignFile.ReadAllLines(file, Budgets.Content)
                .Select((text, i) => Read(text, file, i + 1)).OfType<Label>())];
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
            throw new RuleFileException($"{file}:{number}: not a label; a valid line is {{\"file\": \"a/b.txt\", \"line\": 3, \"secret\": "
                + "true}");
        }
    }

    private static int Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;

    private static bool Is(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
