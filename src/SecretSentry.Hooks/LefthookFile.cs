using System.Text;

namespace SecretSentry.Hooks;

/// <summary>
/// lefthook's file for the additions of one user, <c>lefthook-local.yml</c>, which lefthook merges with the team's file. Our entries are a
/// block of complete top-level keys, so the user's entries are not changed.
/// </summary>
internal static class LefthookFile
{
    private const string Start = "# >>> secretsentry (managed: `secretsentry uninstall` takes this block out)\n";
    private const string End = "# <<< secretsentry\n";

    /// <summary>Name of the file in the top folder.</summary>
    public const string Name = "lefthook-local.yml";

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
        $"{hook}:\n  commands:\n    secretsentry:\n      run: '\"$(git rev-parse --git-common-dir)/secretsentry/hooks/{hook}\" "
            + $"{{0}}'\n{(HookNames.ReadsRefs(hook) ? "      use_stdin: true\n" : "")}"));

    /// <summary>Returns the file without our block.</summary>
    public static string Separate(string file)
    {
        var offset = file.IndexOf(Start, StringComparison.Ordinal);
        var end = offset < 0 ? -1 : file.IndexOf(End, offset, StringComparison.Ordinal);
        return end < 0 ? file : file.Remove(offset, end + End.Length - offset);
    }

    public static string Read(string path) => HookFiles.HasContent(path) ? File.ReadAllText(path, Encoding.UTF8) : "";
}
