namespace SecretSentry.Policy.Acceptance;

/// <summary>A record of an accepted finding, with the file that contains it.</summary>
/// <param name="File">Name of the file, for messages.</param>
/// <param name="Entry">The record.</param>
internal readonly record struct FileEntry(string File, IgnoreEntry Entry);
