namespace SecretSentry.Git.Names;

/// <summary>A name whose object is not known, because its record cannot be read.</summary>
/// <param name="Name">The name. It comes from the repository, so it can hold any character.</param>
/// <param name="Reason">The reason, without any content of the record.</param>
public sealed record BrokenName(string Name, string Reason);
