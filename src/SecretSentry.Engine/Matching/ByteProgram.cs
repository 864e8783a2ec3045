namespace SecretSentry.Engine.Matching;

/// <summary>A program within a <see cref="ProgramPool"/>.</summary>
/// <param name="Start">Number of its first instruction.</param>
/// <param name="Length">Number of its instructions.</param>
/// <param name="Groups">Number of its capture groups.</param>
/// <param name="First">Class of the bytes a match can begin with. -1: any byte, or none.</param>
/// <param name="NeedsMemory">Whether it can loop without consuming a byte.</param>
internal readonly record struct ByteProgram(int Start, int Length, int Groups, int First, bool NeedsMemory);
