using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Names;

/// <summary>A name and the object that it names.</summary>
/// <param name="Kind">What kind of name it is.</param>
/// <param name="Name">The name as git writes it: a ref, a reflog, or the path of a file in an index.</param>
/// <param name="Target">Id of the object.</param>
public readonly record struct NamedObject(NameKind Kind, string Name, ObjectId Target);
