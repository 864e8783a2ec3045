namespace SecretSentry.Engine.Decoding.Kernels;

/// <summary>64 bytes in which an encoded run begins or an escape may stand.</summary>
/// <param name="Block">Number of the block.</param>
/// <param name="Starts">Bit i: groups i - 1 and i of eight bytes are all of the alphabet, and group i - 2 is not; groups count from the
/// block's start.</param>
/// <param name="Escapes">Bit i: byte i and the one behind it may begin an escape.</param>
internal readonly record struct EncodedSpanCandidate(int Block, uint Starts, ulong Escapes);
