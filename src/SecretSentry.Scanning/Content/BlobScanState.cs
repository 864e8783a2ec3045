using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Notes;
using SecretSentry.Git.Objects;

namespace SecretSentry.Scanning.Content;

/// <summary>The scan state of a blob. It is kept while the deltas against the blob are scanned.</summary>
internal sealed class BlobScanState : IContentState
{
    public IncrementalScanState ScanState { get; } = new();

    /// <inheritdoc/>
    public bool HasContent => ScanState.HasData;

    /// <inheritdoc/>
    public void Clear() => ScanState.Clear();

    /// <summary>Reinterprets the ranges as the scanner's type. Both types are three numbers in the same order.</summary>
    public static ReadOnlySpan<CopiedRange> AsRanges(ReadOnlySpan<DeltaCopy> copies) => MemoryMarshal.Cast<DeltaCopy, CopiedRange>(copies);
}
