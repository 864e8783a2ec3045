namespace SecretSentry.Training.Rows;

/// <summary>Where a candidate stands.</summary>
internal readonly record struct CandidateLocation(string Path, int Line, int Start, int Length);
