using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Rewrite;

/// <summary>Receives new objects.</summary>
internal interface IObjectSink : IDisposable
{
    /// <summary>Adds a complete object and returns its id.</summary>
    ObjectId Add(ObjectKind kind, ReadOnlySpan<byte> content);

    /// <summary>
    /// Adds a tree that is similar to <paramref name="model"/>, which was added earlier with the id <paramref name="modelId"/>. Returns the
    /// tree's id.
    /// </summary>
    ObjectId AddLike(ReadOnlySpan<byte> tree, ReadOnlySpan<byte> model, ObjectId modelId);
}
