namespace SecretSentry.Engine.Decoding;

/// <summary>
/// Receives a decoded text with some of the text around it. Returns whether it is relevant. A text that is not relevant is not decoded
/// again in later versions of the content.
/// </summary>
/// <param name="text">The decoded text, with the text before and after it.</param>
/// <param name="start">Offset of the first decoded byte.</param>
/// <param name="end">Offset after the last decoded byte.</param>
public delegate bool DecodedLayerVisitor(ReadOnlySpan<byte> text, int start, int end);
