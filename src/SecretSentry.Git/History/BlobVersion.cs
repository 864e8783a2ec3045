using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// How a blob was built: as a whole, or as a delta on another one (gitformat-pack, "Deltified representation"). It is valid during the
/// visit of the blob. The default value is a blob on which no deltas are visited.
/// </summary>
public readonly ref struct BlobVersion
{
    private readonly ObjectBuffer? _content;
    private readonly ObjectBuffer? _source;

    internal BlobVersion(ObjectBuffer content, ObjectBuffer? source, ReadOnlySpan<DeltaCopy> copies)
    {
        _content = content;
        _source = source;
        Copies = copies;
    }

    /// <summary>
    /// With a source: the ranges of this blob that are copied from that blob, in ascending order, each as long as possible.
    /// </summary>
    public ReadOnlySpan<DeltaCopy> Copies { get; }

    /// <summary>
    /// Returns the state for the visitor to fill. The state that is kept here is the source state of the deltas on this blob. Null when no
    /// deltas on it are visited.
    /// </summary>
    public T? StateAs<T>() where T : class, IContentState, new() => _content?.StateAs<T>();

    /// <summary>
    /// Returns the state that was kept for the blob that this one is a delta on. Null when this blob is not a delta, or when no state was
    /// kept.
    /// </summary>
    public T? GetSourceState<T>() where T : class, IContentState => _source?.State as T;
}
