namespace SecretSentry.Training;

/// <summary>
/// Folders of ordinary projects. Their text has no labels and, outside tests, documents and examples, nearly no credentials.
/// </summary>
internal static class OrdinaryCode
{
    private const int MaxFile = 1_000_000;

    private static readonly HashSet<string> SkippedExtensions = new(
        [".png", ".jpg", ".gif", ".so", ".o", ".a", ".jar", ".zip", ".gz", ".xz", ".bz2", ".woff", ".woff2", ".ttf", ".ico", ".pdf", ".mo",
        ".class", ".exe", ".dll", ".eot", ".webp", ".mp4", ".db", ".sqlite", ".der", ".p12", ".jks"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the text files of a project, by name. Links are not followed.</summary>
    public static IEnumerable<(string Path, byte[] Content)> EnumerateTexts(string project)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(project, "*", options).Order(StringComparer.Ordinal))
        {
            var file = new FileInfo(path);
            if (file.Length is 0 or > MaxFile || SkippedExtensions.Contains(file.Extension))
            {
                continue;
            }

            var content = File.ReadAllBytes(path);
            if (!content.AsSpan(0, Math.Min(content.Length, 8000)).Contains((byte)0))
            {
                yield return (Path.GetRelativePath(project, path), content);
            }
        }
    }

    /// <summary>Returns the projects below a folder, by name.</summary>
    public static IEnumerable<string> EnumerateProjects(string root) => Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal);
}
