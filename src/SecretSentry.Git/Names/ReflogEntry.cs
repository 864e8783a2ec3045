using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Names;

/// <summary>An entry of a reflog.</summary>
/// <param name="Log">The ref whose log it is.</param>
/// <param name="Old">The object before the change; zero when there was none.</param>
/// <param name="New">The object after the change; zero when there was none.</param>
/// <param name="Time">Time of the change in seconds since 1970; 0 when it is not known.</param>
internal readonly record struct ReflogEntry(string Log, ObjectId Old, ObjectId New, long Time);
