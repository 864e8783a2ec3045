namespace SecretSentry.Scanning.Files;

/// <summary>A file to scan.</summary>
/// <param name="Path">
/// The path as it is reported. It is relative to the working directory if the user gave a relative path.
/// </param>
/// <param name="IsNamed">Whether the user named the file. A symbolic link is followed only then.</param>
internal readonly record struct FileToScan(string Path, bool IsNamed);
