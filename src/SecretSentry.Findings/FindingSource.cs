using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Matches;

namespace SecretSentry.Findings;

/// <summary>What is known of a content besides its bytes.</summary>
/// <param name="Path">Path with '/' between folders.</param>
/// <param name="Kind">What the scanner said it is.</param>
/// <param name="KeepsSecret">Whether findings may carry the secret (<c>--show-secrets</c>).</param>
/// <param name="LinesBefore">Lines of the file that come before the content, when it is a part of one.</param>
/// <param name="ColumnsBefore">Characters of that part's first line that come before it.</param>
/// <param name="Decoded">The secret of a match that was found by decoding; the match then says where its encoded text stands.</param>
public sealed record FindingSource(string Path, ContentKind Kind, bool KeepsSecret, int LinesBefore = 0, int ColumnsBefore = 0,
    DecodedSecret? Decoded = null);
