using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Notes;
using SecretSentry.Git.Objects;

namespace SecretSentry.Scanning.Content;

/// <summary>What the scanner noted of a blob, kept while the deltas on it are scanned.</summary>
internal sealed class LandmarkState : IContentState
{
    public Landmarks Landmarks { get; } = new();

    /// <inheritdoc/>
    public bool IsKnown => Landmarks.IsKnown;

    /// <inheritdoc/>
    public void Clear() => Landmarks.Clear();

    /// <summary>The same ranges in the scanner's words: both are three numbers in the same order.</summary>
    public static ReadOnlySpan<CopiedRange> RangesOf(ReadOnlySpan<DeltaCopy> copies) => MemoryMarshal.Cast<DeltaCopy, CopiedRange>(copies);
}
