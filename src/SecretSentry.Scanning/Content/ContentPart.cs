using SecretSentry.Engine.Bytes;

namespace SecretSentry.Scanning.Content;

/// <summary>What to report of a content: matches that start from <paramref name="From"/> to before <paramref name="To"/>.</summary>
/// <param name="From">First offset.</param>
/// <param name="To">Offset behind the last one.</param>
/// <param name="Kind">What the first part said the whole is; null for the first part.</param>
public readonly record struct ContentPart(int From, int To, ContentKind? Kind = null);
