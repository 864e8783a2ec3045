using System.Text.Json;
using SecretSentry.Files;
using SecretSentry.Reports;

namespace SecretSentry.Hooks;

/// <summary>Writes the result of <see cref="HookDoctor"/> as JSON.</summary>
public static class DiagnosisJson
{
    /// <summary>Writes one object and a line ending.</summary>
    /// <param name="output">Receives UTF-8.</param>
    /// <param name="git">Version of git.</param>
    /// <param name="program">Path of this program.</param>
    /// <param name="worktrees">The diagnoses.</param>
    public static void Write(Stream output, Version git, string? program, IReadOnlyList<WorktreeDiagnosis> worktrees)
    {
        using (var json = new Utf8JsonWriter(output, JsonWriting.Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("git", git.ToString());
            json.WriteString("program", program);
            json.WriteBoolean("effective", worktrees.All(worktree => worktree.IsEffective));
            json.WriteStartArray("worktrees");
            foreach (var worktree in worktrees)
            {
                Write(json, worktree);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, WorktreeDiagnosis worktree)
    {
        json.WriteStartObject();
        json.WriteString("top", new ForeignText(worktree.Top).Redacted);
        json.WriteBoolean("effective", worktree.IsEffective);
        json.WriteString("hooksFolder", new ForeignText(worktree.Folder).Redacted);
        json.WriteString("hooksFolderOrigin", new ForeignText(worktree.Origin).Redacted);
        json.WriteString("canary", new ForeignText(worktree.Canary).Redacted);
        json.WriteStartArray("hooks");
        foreach (var hook in worktree.Hooks)
        {
            json.WriteStartObject();
            json.WriteString("name", hook.Name);
            json.WriteString("state", hook.StateName);
            json.WriteString("words", new ForeignText(hook.Words).Redacted);
            json.WriteString("path", new ForeignText(hook.Path).Redacted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
