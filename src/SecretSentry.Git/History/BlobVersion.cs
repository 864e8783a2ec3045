using SecretSentry.Engine.Search;

namespace SecretSentry.Git.History;

/// <summary>
/// How a blob was made: whole, or as a delta on another one (gitformat-pack, "Deltified representation"). Valid while the blob is shown.
/// </summary>
public readonly ref struct BlobVersion
{
    internal BlobVersion(Landmarks landmarks, Landmarks? source, ReadOnlySpan<CopiedRange> copies)
    {
        Landmarks = landmarks;
        Source = source;
        Copies = copies;
    }

    /// <summary>
    /// For the visitor to fill: what is found here is <see cref="Source"/> when deltas on this blob are shown. Null when none are.
    /// </summary>
    public Landmarks? Landmarks { get; }

    /// <summary>The places of the blob that this one is a delta on; null when it is none, or when nobody found them.</summary>
    public Landmarks? Source { get; }

    /// <summary>With <see cref="Source"/>: what of that blob stands where in this one, ascending, as long as possible.</summary>
    public ReadOnlySpan<CopiedRange> Copies { get; }
}
