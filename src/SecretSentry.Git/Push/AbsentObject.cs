using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Push;

/// <summary>An object that a push or range contains and that cannot be read.</summary>
/// <param name="Id">Id of the object.</param>
/// <param name="Reason">Why it cannot be read, or what of it.</param>
public sealed record AbsentObject(ObjectId Id, string Reason);
