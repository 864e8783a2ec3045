using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Rewrite;

/// <summary>Computes the ids of objects without storing them, for a dry run.</summary>
internal sealed class DrySink(ObjectFormat format) : IObjectSink
{
    private readonly ObjectNamer _namer = new(format);

    public ObjectId Add(ObjectKind kind, ReadOnlySpan<byte> content) => _namer.ComputeId(kind, content);

    public ObjectId AddLike(ReadOnlySpan<byte> tree, ReadOnlySpan<byte> model, ObjectId modelId) => Add(ObjectKind.Tree, tree);

    public void Dispose() => _namer.Dispose();
}
