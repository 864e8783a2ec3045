using SecretSentry.Findings;
using SecretSentry.Git.Objects;

namespace SecretSentry.Scanning.Push;

/// <summary>A secret that a commit added.</summary>
/// <param name="Finding">The finding. Its location has no commit yet.</param>
/// <param name="Commit">The commit. The default value for an object that was given by itself.</param>
/// <param name="Occurrence">Number of the occurrence at that path, from 0. See <c>AddedSecret</c>.</param>
/// <param name="Blob">The blob; the default value for a finding in a message or a name.</param>
internal readonly record struct Addition(Finding Finding, ObjectId Commit, int Occurrence, ObjectId Blob);
