namespace SecretSentry.Engine.Matching;

/// <summary>
/// One step. Sets are numbers, maps and masks offsets within a <see cref="ProgramPool"/>; -1 stands for "any byte, or none".
/// </summary>
internal readonly record struct Instruction(Op Op, int A = 0, int B = 0, int C = 0, int D = -1);
