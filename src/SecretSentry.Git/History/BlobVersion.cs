using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// How a blob was made: whole, or as a delta on another one (gitformat-pack, "Deltified representation"). Valid while the blob is shown.
/// The default value is a blob on which no deltas are shown.
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

    /// <summary>With a source: what of that blob stands where in this one, ascending, each as long as possible.</summary>
    public ReadOnlySpan<DeltaCopy> Copies { get; }

    /// <summary>
    /// For the visitor to fill: what is kept here is the source of the deltas on this blob. Null when none are shown.
    /// </summary>
    public T? StateAs<T>() where T : class, IContentState, new() => _content?.StateAs<T>();

    /// <summary>What was kept of the blob that this one is a delta on; null when it is none, or when nothing was kept.</summary>
    public T? GetSourceState<T>() where T : class, IContentState => _source?.State as T;
}
