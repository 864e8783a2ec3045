using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Rewrite;

/// <summary>Where new objects go.</summary>
internal interface IObjectSink : IDisposable
{
    /// <summary>Takes an object, whole; its id.</summary>
    ObjectId Add(ObjectKind kind, ReadOnlySpan<byte> content);

    /// <summary>
    /// Takes a tree that is much like <paramref name="model"/>, which was added before under <paramref name="modelId"/>; its id.
    /// </summary>
    ObjectId AddLike(ReadOnlySpan<byte> tree, ReadOnlySpan<byte> model, ObjectId modelId);
}
