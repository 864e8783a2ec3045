using System.Text;
using SecretSentry.Files;

namespace SecretSentry.Hooks;

/// <summary>
/// Our lines in a script of another hook manager. The script is handled as bytes, not as text, so that all other content is preserved,
/// whatever its line ends and encoding are.
/// </summary>
internal static class JoinedScript
{
    private const string Shebang = "#!/usr/bin/env sh\n";
    private const string Start = "# >>> secretsentry ";
    private const string End = "# <<< secretsentry\n";

    /// <summary>Written into our first line when the script did not end with a line end.</summary>
    private const string NoLineEnd = " (the line above had no end)";

    /// <summary>Written into our first line when there was no script.</summary>
    private const string IsNew = " (new script)";

    /// <summary>Whether the script contains lines of ours.</summary>
    public static bool IsJoined(string script) => script.Contains(Start, StringComparison.Ordinal);

    /// <summary>Returns the script with our lines. Each character is one byte.</summary>
    public static string Join(string script, string hook, HookTexts texts)
    {
        script = Separate(script);
        var note = script.Length == 0 ? IsNew : "";
        script = script.Length == 0 ? Shebang : script;
        var head = script.StartsWith("#!", StringComparison.Ordinal) ? script.IndexOf('\n', StringComparison.Ordinal) + 1 : 0;
        if (HookNames.ReadsRefs(hook))
        {
            return script.Insert(head, FillTemplate(texts.JoinedPush, hook, note));
        }

        var lineEnd = script.EndsWith('\n') ? "" : "\n";
        return script.Insert(head, FillTemplate(texts.JoinedFirst, hook, note)) + lineEnd
            + FillTemplate(texts.Joined, hook, lineEnd.Length > 0 ? NoLineEnd : "");
    }

    /// <summary>Returns the script without our lines; empty when there was no script before.</summary>
    public static string Separate(string script)
    {
        var isNew = false;
        while (script.IndexOf(Start, StringComparison.Ordinal) is >= 0 and var offset)
        {
            var end = script.IndexOf(End, offset, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new IOException($"the end of the secretsentry lines ('{End.TrimEnd()}') is missing; remove them by hand");
            }

            var first = script[offset..script.IndexOf('\n', offset)];
            isNew |= first.Contains(IsNew, StringComparison.Ordinal);
            var from = first.Contains(NoLineEnd, StringComparison.Ordinal) && offset > 0 ? offset - 1 : offset;
            script = script.Remove(from, end + End.Length - from);
        }

        return isNew && script == Shebang ? "" : script;
    }

    private static string FillTemplate(string text, string hook, string note) =>
        text.Replace("@HOOK@", hook, StringComparison.Ordinal).Replace("@NOTE@", note, StringComparison.Ordinal);

    public static string Read(string path) => HookFiles.HasContent(path)
        ? Encoding.Latin1.GetString(ForeignFile.ReadAllBytes(path, Budgets.Hook)) : "";

    public static byte[] ToBytes(string script) => Encoding.Latin1.GetBytes(script);
}
