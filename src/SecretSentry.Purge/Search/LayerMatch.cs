using SecretSentry.Engine.Decoding;

namespace SecretSentry.Purge.Search;

/// <summary>An occurrence of a needle in decoded text.</summary>
/// <param name="Needle">Number of the needle.</param>
/// <param name="Form">Number of its form in the decoded text.</param>
/// <param name="Span">The bytes of the content that encode it.</param>
internal readonly record struct LayerMatch(int Needle, int Form, EncodedSpan Span);
