namespace SecretSentry.Scanning.Files;

/// <summary>A file to scan.</summary>
/// <param name="Path">
/// The path as it is reported and as rules see it. It is relative to the top of the repository. Outside of it, it is what the user gave.
/// </param>
/// <param name="IsNamed">Whether the user named the file. A symbolic link is followed only then.</param>
/// <param name="Base">The folder to which the path is relative.</param>
internal readonly record struct FileToScan(string Path, bool IsNamed, string Base);
