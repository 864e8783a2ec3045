using SecretSentry.Files;

namespace SecretSentry.Hooks;

/// <summary>The texts that are installed, as stored in the folder <c>hooks/</c> of the project.</summary>
/// <param name="Stub">The hook itself.</param>
/// <param name="Joined">Lines for the end of another hook manager's script.</param>
/// <param name="JoinedFirst">Lines for its start.</param>
/// <param name="JoinedPush">Lines for the start of a pre-push script, instead of both.</param>
/// <param name="Lefthook">A script that lefthook runs.</param>
public sealed record HookTexts(string Stub, string Joined, string JoinedFirst, string JoinedPush, string Lefthook)
{
    /// <summary>The text that every stub of ours contains, in any version.</summary>
    private const string Marker = "# secretsentry hook v";

    /// <summary>Suffix of the name of a previous hook that is kept.</summary>
    public const string KeptSuffix = ".before-secretsentry";

    /// <summary>Number of bytes of a file that are searched for a marker.</summary>
    private const int Sniffed = 4096;

    /// <summary>
    /// Returns the stub that calls a program for the hooks it checks. When <paramref name="chainsRepository"/> is true, the previous hook
    /// is the repository's own hook, not a file next to the stub.
    /// </summary>
    /// <param name="program">The program to call. Empty: the one on the PATH.</param>
    /// <param name="checks">The hooks that are checked.</param>
    /// <param name="chainsRepository">Whether the stub stands for every hook of every repository.</param>
    internal string CreateStub(HookProgram program, IReadOnlyList<string> checks, bool chainsRepository) => Stub
        .Replace("@PROGRAM@", Quote(program.Path), StringComparison.Ordinal)
        .Replace("@LIBRARY@", Quote(program.Library), StringComparison.Ordinal)
        .Replace("@CHECKS@", string.Join(' ', checks), StringComparison.Ordinal)
        .Replace("@HIDDEN@", chainsRepository ? string.Join(' ', HookNames.All.Except(checks)) : "", StringComparison.Ordinal)
        .Replace("@CHAIN@", chainsRepository ? "repository" : "beside", StringComparison.Ordinal);

    /// <summary>Returns the script that lefthook runs for a hook.</summary>
    internal string CreateLefthookScript(string hook) => Lefthook.Replace("@HOOK@", hook, StringComparison.Ordinal);

    /// <summary>
    /// Whether a file is a stub of ours, of any version. This includes a link to a stub, which would call itself if it were chained.
    /// </summary>
    public static bool IsStub(string path) => Start(path).Contains(Marker, StringComparison.Ordinal);

    /// <summary>Whether a stub stands for the hooks of every repository, and has no check of its own for a hook.</summary>
    internal static bool IsChainOnly(string path, string hook) => Start(path) is var text
        && text.Contains("\nchain=repository\n", StringComparison.Ordinal)
        && text.Split('\n').FirstOrDefault(line => line.StartsWith("checks=", StringComparison.Ordinal)) is { } checks
        && !checks.Contains($" {hook} ", StringComparison.Ordinal);

    /// <summary>
    /// Returns the first bytes of a file as text, one character per byte; empty when the file is missing or cannot be read.
    /// </summary>
    public static string Start(string path)
    {
        if (!HookFiles.HasContent(path))
        {
            return "";
        }

        using var file = ForeignFile.OpenStream(path);
        var bytes = new byte[Sniffed];
        return System.Text.Encoding.Latin1.GetString(bytes.AsSpan(0, file.ReadAtLeast(bytes, Sniffed, throwOnEndOfStream: false)));
    }

    /// <summary>Returns the text as a word of POSIX sh.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>Reverses <see cref="Quote"/>. A text that is not quoted is returned as it is.</summary>
    internal static string Unquote(string word) => word.Length > 1 && word[0] == '\'' && word[^1] == '\''
        ? word[1..^1].Replace("'\\''", "'", StringComparison.Ordinal) : word;
}
