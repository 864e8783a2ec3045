namespace SecretSentry.Engine.Decoding.Kernels;

/// <summary>64 bytes in which an encoded run begins or an escape may occur.</summary>
/// <param name="Block">Number of the block.</param>
/// <param name="Starts">Bit i is set when groups i - 1 and i of eight bytes are all of the alphabet, and group i - 2 is not. Groups are
/// counted from the block's start.</param>
/// <param name="Escapes">Bit i is set when byte i and the one after it may begin an escape.</param>
internal readonly record struct EncodedSpanCandidate(int Block, uint Starts, ulong Escapes);
