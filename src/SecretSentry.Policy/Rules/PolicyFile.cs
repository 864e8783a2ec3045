using SecretSentry.Files;

namespace SecretSentry.Policy.Rules;

/// <summary>Reads configurations and records of accepted findings.</summary>
internal static class PolicyFile
{
    /// <summary>Reads a file that the user named or that lies in the user's own folder. Its links are followed.</summary>
    /// <exception cref="RuleFileException">It cannot be read, or it is longer than the limit.</exception>
    public static string Read(string path, Budget limit) => Convert(() => ForeignFile.ReadNamedText(path, limit));

    /// <summary>
    /// Reads a file of a repository. A link out of the repository is not followed. Returns null when there is no such file.
    /// </summary>
    /// <exception cref="RuleFileException">
    /// It is a link out of the repository or to nothing, it is not a regular file, or it is longer than the limit.
    /// </exception>
    public static string? FindInside(string top, string name, Budget limit)
    {
        var path = Convert(() => ForeignFile.ResolveInside(top, name));
        return ForeignFile.FindKind(path) != FileKind.Missing ? Convert(() => ForeignFile.ReadAllText(path, limit))
            : new FileInfo(Path.Combine(top, name)).LinkTarget is null ? null
            : throw new RuleFileException($"'{name}' is a link to a file that does not exist");
    }

    private static string Convert(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RuleFileException(e.Message);
        }
    }
}
