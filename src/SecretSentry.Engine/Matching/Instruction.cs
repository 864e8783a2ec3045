namespace SecretSentry.Engine.Matching;

/// <summary>
/// One step. Sets are given as numbers, maps and masks as offsets within a <see cref="ProgramPool"/>. -1 means "any byte, or none".
/// </summary>
internal readonly record struct Instruction(Op Op, int A = 0, int B = 0, int C = 0, int D = -1);
