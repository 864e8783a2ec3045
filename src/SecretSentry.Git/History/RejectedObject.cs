using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>An object that could not be read here and is left to git.</summary>
/// <param name="Number">Number of the object in the store.</param>
/// <param name="Kind">Its kind; <see cref="ObjectKind.Unknown"/> when that is not known.</param>
/// <param name="Failure">Why it could not be read.</param>
/// <param name="Reason">The same for the user.</param>
internal readonly record struct RejectedObject(int Number, ObjectKind Kind, NodeFailure Failure, string Reason);
