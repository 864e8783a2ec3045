namespace SecretSentry.Scanning.History;

/// <summary>An occurrence of a secret in one version of a file, or in a message or a name.</summary>
/// <param name="Found">The finding in the object.</param>
/// <param name="Occurrence">Number of the occurrence in the object, from 0. Those that the commit added come last.</param>
/// <param name="Path">The path. A name in parentheses when the finding is not in a file.</param>
/// <param name="Commit">Ordinal of the commit that introduced this version. Negative: none.</param>
/// <param name="IsAddition">Whether this commit added the secret. False for a later version of the file, and for a moved file.</param>
internal readonly record struct LocatedVersion(UnlocatedFinding Found, int Occurrence, string Path, int Commit, bool IsAddition = true);
