using System.Text.RegularExpressions;
using SecretSentry.Files;

namespace SecretSentry.Hooks;

/// <summary>
/// lefthook's file for the additions of one user, <c>lefthook-local.yml</c>, which lefthook merges with the team's file. Our entries are a
/// block of complete top-level keys, so the user's entries are not changed.
/// </summary>
internal static partial class LefthookFile
{
    private const string Start = "# >>> secretsentry (managed: `secretsentry uninstall` takes this block out)\n";
    private const string End = "# <<< secretsentry\n";

    /// <summary>Name of the file in the top folder.</summary>
    public const string Name = "lefthook-local.yml";

    /// <summary>
    /// Name of our script and its entry. lefthook runs scripts after commands, in the order of their names. It skips a command without
    /// matching files, which would miss tags, other branches and links. It never skips a script.
    /// </summary>
    public const string ScriptName = "zz-secretsentry";

    /// <summary>The configurations that lefthook reads; a local one has priority.</summary>
    private static readonly string[] Configurations = [.. new[] { "lefthook-local", ".lefthook-local", "lefthook", ".lefthook" }
        .SelectMany(name => new[] { "", ".config/" }.SelectMany(folder => new[] { "yml", "yaml", "toml", "json" }
        .Select(extension => $"{folder}{name}.{extension}")))];

    /// <summary>Whether a hook in the hooks folder was created by lefthook.</summary>
    public static bool IsHook(string path) => HookTexts.Start(path).Contains("call_lefthook", StringComparison.Ordinal);

    /// <summary>
    /// Returns the file with our block for <paramref name="hooks"/>. Returns null when the file already contains an entry for one of them,
    /// because such entries cannot be merged as text.
    /// </summary>
    public static string? Join(string file, IReadOnlyList<string> hooks)
    {
        file = Separate(file);
        if (hooks.Any(hook => file.Split('\n').Any(line => line.StartsWith(hook + ":", StringComparison.Ordinal))))
        {
            return null;
        }

        return (file.Length == 0 || file.EndsWith('\n') ? file : file + "\n") + Start + Block(hooks) + End;
    }

    /// <summary>Returns the block, for users who add it themselves.</summary>
    public static string Block(IEnumerable<string> hooks) => string.Concat(hooks.Select(hook =>
        $"{hook}:\n  scripts:\n    \"{ScriptName}\":\n      runner: sh\n{(HookNames.ReadsRefs(hook) ? "      use_stdin: true\n" : "")}"));

    /// <summary>Whether lefthook calls us for a hook: its local file names our script, and the script exists.</summary>
    public static bool IsJoined(string top, string hook) => Read(Path.Combine(top, Name)).Contains(ScriptName, StringComparison.Ordinal)
        && GetScriptPath(top, hook) is { } path && IsScript(path);

    /// <summary>Whether a file is a script of ours.</summary>
    public static bool IsScript(string path) => HookTexts.Start(path).StartsWith("# secretsentry in lefthook ", StringComparison.Ordinal);

    /// <summary>
    /// Returns the path of our script for a hook, in lefthook's folder for local scripts. Returns null when a setting names a folder
    /// outside of the repository, or none.
    /// </summary>
    public static string? GetScriptPath(string top, string hook) =>
        FindScriptFolder(top) is { } folder ? Path.Combine(folder, hook, ScriptName) : null;

    /// <summary>Returns lefthook's folder for local scripts: the setting <c>source_dir_local</c>, or its default.</summary>
    private static string? FindScriptFolder(string top)
    {
        var setting = Configurations.Select(name => GetSourceFolderRegex().Match(Read(Path.Combine(top, name))))
            .FirstOrDefault(match => match.Success);
        var name = setting?.Groups[1].Value.Trim().TrimEnd('/') ?? ".lefthook-local";
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var folder = Path.GetFullPath(name, top);
        return OwnFile.IsBelow(top, folder) && OwnFile.FindLinkBelow(top, folder) is null ? folder : null;
    }

    /// <summary>Returns the file without our block.</summary>
    public static string Separate(string file)
    {
        var offset = file.IndexOf(Start, StringComparison.Ordinal);
        var end = offset < 0 ? -1 : file.IndexOf(End, offset, StringComparison.Ordinal);
        return end < 0 ? file : file.Remove(offset, end + End.Length - offset);
    }

    public static string Read(string path) => HookFiles.HasContent(path) ? ForeignFile.ReadAllText(path, Budgets.Hook) : "";

    /// <summary>The setting in YAML, TOML or JSON.</summary>
    [GeneratedRegex("""^["\s]*source_dir_local["\s]*[:=]\s*["']?([^"'#\r\n,]+)""", RegexOptions.Multiline)]
    private static partial Regex GetSourceFolderRegex();
}
