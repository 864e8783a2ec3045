using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Decoding;

/// <summary>The bytes of a content that encode a part of a decoded text.</summary>
/// <param name="Start">Offset of the first byte in the content.</param>
/// <param name="End">Offset after the last byte in the content.</param>
/// <param name="Path">Encodings from the outermost to the innermost, as in <c>base64 &gt; hex</c>.</param>
/// <param name="Digits">The alphabet of these bytes.</param>
/// <param name="Kind">The kind of the content.</param>
public readonly record struct EncodedSpan(int Start, int End, string Path, EncodedDigits Digits, ContentKind Kind);
