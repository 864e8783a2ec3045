namespace SecretSentry.Git.History;

/// <summary>From where a commit or tag is reachable. The best class comes first; an object has the best one that applies.</summary>
public enum ReachClass
{
    /// <summary>From HEAD.</summary>
    Head,

    /// <summary>From a ref other than the stash.</summary>
    Reachable,

    /// <summary>From an entry of the stash.</summary>
    Stash,

    /// <summary>From an entry of a reflog.</summary>
    Reflog,

    /// <summary>From none of these.</summary>
    Unreachable,
}
