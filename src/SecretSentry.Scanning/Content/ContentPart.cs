using SecretSentry.Engine.Bytes;

namespace SecretSentry.Scanning.Content;

/// <summary>
/// A part of a content. Matches are reported that start at or after <paramref name="From"/> and before <paramref name="To"/>.
/// </summary>
/// <param name="From">First offset within the part, in bytes.</param>
/// <param name="To">Offset after the last one, in bytes.</param>
/// <param name="Kind">The kind that was detected in the first part and applies to the whole content. Null for the first part.</param>
/// <param name="LinesBefore">Number of lines of the content before the part.</param>
/// <param name="ColumnsBefore">Number of characters before the part on its first line.</param>
public readonly record struct ContentPart(int From, int To, ContentKind? Kind = null, int LinesBefore = 0, int ColumnsBefore = 0);
