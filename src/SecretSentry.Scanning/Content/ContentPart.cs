using SecretSentry.Engine.Bytes;

namespace SecretSentry.Scanning.Content;

/// <summary>
/// The part of a content to report: matches that start at or after <paramref name="From"/> and before <paramref name="To"/>.
/// </summary>
/// <param name="From">First offset, in bytes.</param>
/// <param name="To">Offset after the last one, in bytes.</param>
/// <param name="Kind">The kind that was detected in the first part and applies to the whole content. Null for the first part.</param>
public readonly record struct ContentPart(int From, int To, ContentKind? Kind = null);
