namespace SecretSentry.Git.Names;

/// <summary>What a repository names an object by.</summary>
public enum NameKind
{
    /// <summary>HEAD of a worktree.</summary>
    Head,

    /// <summary>A ref.</summary>
    Ref,

    /// <summary>The commit of an unfinished merge, cherry-pick or revert.</summary>
    Operation,

    /// <summary>An entry of a reflog.</summary>
    Reflog,

    /// <summary>A file or folder of an index.</summary>
    Index,
}
