namespace SecretSentry.Purge.References;

/// <summary>A checkout with its own HEAD.</summary>
/// <param name="Name">Empty for the main worktree, otherwise its name in <c>worktrees/</c>.</param>
/// <param name="Folder">Top of its files; empty when there are none (a bare repository, or a deleted folder).</param>
/// <param name="Branch">The ref that HEAD refers to; empty when HEAD is detached.</param>
/// <param name="Id">The commit that HEAD leads to; empty when there is none yet.</param>
public sealed record WorktreeState(string Name, string Folder, string Branch, string Id)
{
    /// <summary>The name of its HEAD in git's ref commands.</summary>
    public string Head => Name.Length == 0 ? "HEAD" : $"worktrees/{Name}/HEAD";
}
