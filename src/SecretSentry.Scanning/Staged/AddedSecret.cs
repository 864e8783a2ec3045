using SecretSentry.Findings;

namespace SecretSentry.Scanning.Staged;

/// <summary>A secret that a commit adds to a file.</summary>
/// <param name="Finding">The finding in the new content.</param>
/// <param name="Occurrence">
/// Number of the occurrence in the file, from 0: as many occurrences of this secret as the parent with most of them has come before it.
/// </param>
public readonly record struct AddedSecret(Finding Finding, int Occurrence);
