namespace SecretSentry.Git.Repository;

/// <summary>
/// Tells which paths lead through a link to a folder. Each folder is examined once. A repository can track a file and put a link in the
/// place of its folder, so that a file outside would be read.
/// </summary>
/// <param name="top">The folder that the paths begin at. It may itself be a link.</param>
internal sealed class LinkedFolders(string top)
{
    private readonly Dictionary<string, bool> _folders = new(StringComparer.Ordinal) { [""] = false };

    /// <summary>Returns whether a folder on the way to a path is a link. The last part is not examined.</summary>
    /// <param name="path">A path below the top, with '/'.</param>
    public bool AreAbove(string path) => HasLink(path[..Math.Max(0, path.LastIndexOf('/'))]);

    private bool HasLink(string folder)
    {
        if (!_folders.TryGetValue(folder, out var hasLink))
        {
            hasLink = AreAbove(folder) || new DirectoryInfo(Path.Combine(top, folder)).LinkTarget is not null;
            _folders[folder] = hasLink;
        }

        return hasLink;
    }
}
