namespace SecretSentry.Scanning.History;

/// <summary>An occurrence of a secret in one version of a file.</summary>
/// <param name="Found">The finding in the blob.</param>
/// <param name="Occurrence">Number of the occurrence in the file, from 0. Those that the commit added come last.</param>
/// <param name="Path">Path of the file.</param>
/// <param name="Commit">Ordinal of the commit that introduced this version.</param>
/// <param name="IsAddition">Whether this commit added the occurrence.</param>
internal readonly record struct LocatedVersion(UnlocatedFinding Found, int Occurrence, string Path, int Commit, bool IsAddition);
