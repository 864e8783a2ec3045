using SecretSentry.Findings;
using SecretSentry.Git.Objects;

namespace SecretSentry.Scanning.History;

/// <summary>A finding in an object that has not been located in history yet.</summary>
/// <param name="Kind">Kind of the object. For a tree the finding is in a name, which is the finding's path.</param>
/// <param name="Number">Number of the object, or of the name.</param>
/// <param name="Class">Class of the paths for which it was found. Negative: all of them.</param>
/// <param name="Finding">The finding.</param>
internal sealed record UnlocatedFinding(ObjectKind Kind, int Number, int Class, Finding Finding);
