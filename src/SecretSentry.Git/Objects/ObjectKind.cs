namespace SecretSentry.Git.Objects;

/// <summary>The kind of an object. The values are those of the type field in a pack entry (gitformat-pack).</summary>
public enum ObjectKind
{
    /// <summary>The kind is not known (yet).</summary>
    Unknown = 0,

    /// <summary>A commit.</summary>
    Commit = 1,

    /// <summary>A tree.</summary>
    Tree = 2,

    /// <summary>A blob.</summary>
    Blob = 3,

    /// <summary>An annotated tag.</summary>
    Tag = 4,
}
