namespace SecretSentry.Engine.Literals;

/// <summary>A lazy run at the start of a regex.</summary>
/// <param name="NextInstruction">The instruction after the run.</param>
/// <param name="Set">Class of its bytes.</param>
/// <param name="Max">Maximum length of the run.</param>
internal sealed record LeadingRun(int NextInstruction, int Set, int Max);
