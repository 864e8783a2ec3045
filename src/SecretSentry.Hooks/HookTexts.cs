namespace SecretSentry.Hooks;

/// <summary>The texts that are installed, as they stand in the folder <c>hooks/</c> of the project.</summary>
/// <param name="Stub">The hook itself.</param>
/// <param name="Joined">Lines for the end of a script of another hook manager.</param>
/// <param name="JoinedFirst">Lines for its start.</param>
/// <param name="JoinedPush">Lines for the start of a pre-push script, instead of both.</param>
public sealed record HookTexts(string Stub, string Joined, string JoinedFirst, string JoinedPush)
{
    /// <summary>Stands in every stub of ours, of any version.</summary>
    private const string Marker = "# secretsentry hook v";

    /// <summary>Behind the name of a hook that was there before and is kept.</summary>
    public const string KeptSuffix = ".before-secretsentry";

    /// <summary>Bytes of a file that are looked at for a marker.</summary>
    private const int Sniffed = 4096;

    /// <summary>
    /// The stub that calls a program, for the hooks it checks; <paramref name="chainsRepository"/>: what was here before is the
    /// repository's own hook, not a file beside the stub.
    /// </summary>
    public string CreateStub(string programPath, IEnumerable<string> checks, bool chainsRepository) => Stub
        .Replace("@PROGRAM@", Quote(programPath), StringComparison.Ordinal)
        .Replace("@CHECKS@", string.Join(' ', checks), StringComparison.Ordinal)
        .Replace("@CHAIN@", chainsRepository ? "repository" : "beside", StringComparison.Ordinal);

    /// <summary>Whether a file is a stub of ours, of any version; a link to one is, too: chained, it would call itself.</summary>
    public static bool IsStub(string path) => Start(path).Contains(Marker, StringComparison.Ordinal);

    /// <summary>The first bytes of a file as text, one character a byte; empty when there is none that can be read.</summary>
    public static string Start(string path)
    {
        if (!HookFiles.HasContent(path))
        {
            return "";
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Sniffed];
        return System.Text.Encoding.Latin1.GetString(bytes.AsSpan(0, file.ReadAtLeast(bytes, Sniffed, throwOnEndOfStream: false)));
    }

    /// <summary>A word of POSIX sh.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
