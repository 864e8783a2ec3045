using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Matches;

namespace SecretSentry.Findings;

/// <summary>Describes a content apart from its bytes.</summary>
/// <param name="Path">Path with '/' between folders.</param>
/// <param name="Kind">The kind that the scanner detected.</param>
/// <param name="KeepsSecret">Whether findings may contain the secret (<c>--show-secrets</c>).</param>
/// <param name="LinesBefore">Number of lines of the file before the content, when the content is a part of a file.</param>
/// <param name="ColumnsBefore">Number of characters before the content on the first line of that part.</param>
/// <param name="Decoded">The secret of a match that was found by decoding. The match then contains the offsets of the encoded text.</param>
public sealed record FindingSource(string Path, ContentKind Kind, bool KeepsSecret, int LinesBefore = 0, int ColumnsBefore = 0,
    DecodedSecret? Decoded = null)
{
    /// <summary>Computes positions in the content. One instance for all findings in it is faster than one for each.</summary>
    public PositionAnchor Positions { get; init; } = new();
}
