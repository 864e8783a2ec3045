namespace SecretSentry.Files;

/// <summary>What a path leads to when links are followed.</summary>
public enum FileKind
{
    /// <summary>Nothing, or a link that leads nowhere or in a circle.</summary>
    Missing,

    /// <summary>A file with content.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, a device or a socket. Opening it may wait forever, reading it may never end, and some devices act when they are
    /// opened.</summary>
    Special,
}
