using Microsoft.CodeAnalysis;

namespace SecretSentry.House;

/// <summary>One C# file.</summary>
/// <param name="Path">Path relative to <c>src</c>, with slashes.</param>
/// <param name="Tree">Its syntax tree.</param>
internal sealed record SourceFile(string Path, SyntaxTree Tree)
{
    private const string ProjectPrefix = "SecretSentry.";

    /// <summary>Name of the file's project without the prefix, as in <c>Git</c>.</summary>
    public string Project => Short(Path.Split('/')[0]);

    /// <summary>The file's folder without the project's prefix, as in <c>Git/History</c>.</summary>
    public string Folder => Short(Path[..Math.Max(0, Path.LastIndexOf('/'))]);

    private static string Short(string path) =>
        path.StartsWith(ProjectPrefix, StringComparison.Ordinal) ? path[ProjectPrefix.Length..] : path;
}
