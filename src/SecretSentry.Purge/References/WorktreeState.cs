namespace SecretSentry.Purge.References;

/// <summary>A checkout with its own HEAD.</summary>
/// <param name="Name">Empty for the first one, else its name below <c>worktrees/</c>.</param>
/// <param name="Folder">Top of its files; empty: there are none (a bare repository, or a folder that is gone).</param>
/// <param name="Branch">The ref HEAD names; empty: HEAD is detached.</param>
/// <param name="Id">The commit HEAD leads to; empty: none yet.</param>
public sealed record WorktreeState(string Name, string Folder, string Branch, string Id)
{
    /// <summary>How ref commands of git call its HEAD.</summary>
    public string Head => Name.Length == 0 ? "HEAD" : $"worktrees/{Name}/HEAD";
}
