using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Notes;
using SecretSentry.Git.Objects;

namespace SecretSentry.Scanning.Content;

/// <summary>What the scanner noted of a blob, kept while the deltas on it are scanned.</summary>
internal sealed class BlobScanState : IContentState
{
    public IncrementalScanState ScanState { get; } = new();

    /// <inheritdoc/>
    public bool HasContent => ScanState.HasData;

    /// <inheritdoc/>
    public void Clear() => ScanState.Clear();

    /// <summary>The same ranges in the scanner's words: both are three numbers in the same order.</summary>
    public static ReadOnlySpan<CopiedRange> AsRanges(ReadOnlySpan<DeltaCopy> copies) => MemoryMarshal.Cast<DeltaCopy, CopiedRange>(copies);
}
