namespace SecretSentry.Files;

/// <summary>An entry of a folder that is not simply a regular file.</summary>
/// <param name="Path">Full path, when that of the folder was one.</param>
/// <param name="Kind">What it is; of a link, what it leads to.</param>
/// <param name="IsLink">Whether it is a symbolic link.</param>
public readonly record struct FolderEntry(string Path, FileKind Kind, bool IsLink);
