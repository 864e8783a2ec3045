using SecretSentry.Engine.Notes;
using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Search;

/// <summary>What a search found out about a blob. It is kept while the deltas against the blob are searched.</summary>
internal sealed class BlobSearchState : IContentState
{
    /// <summary>Whether neither the blob itself nor quoted-printable text in it contains a needle.</summary>
    public bool IsClean { get; set; }

    /// <summary>Where encoded text is.</summary>
    public IncrementalScanState Runs { get; } = new();

    /// <inheritdoc/>
    public bool HasContent => IsClean || Runs.HasData;

    /// <inheritdoc/>
    public void Clear()
    {
        IsClean = false;
        Runs.Clear();
    }
}
