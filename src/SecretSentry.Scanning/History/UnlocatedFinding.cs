using SecretSentry.Findings;
using SecretSentry.Git.Objects;

namespace SecretSentry.Scanning.History;

/// <summary>A finding in an object whose place in history is not known yet.</summary>
/// <param name="Kind">What the object is; a tree: the finding is in a name, which is the finding's path.</param>
/// <param name="Number">Number of the object, or of the name.</param>
/// <param name="Class">Class of the paths for which it was found; negative: all of them.</param>
/// <param name="Finding">What was found.</param>
internal sealed record UnlocatedFinding(ObjectKind Kind, int Number, int Class, Finding Finding);
