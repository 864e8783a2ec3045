namespace SecretSentry.Training.Rows;

/// <summary>Location of a candidate.</summary>
internal readonly record struct CandidateLocation(string Path, int Line, int Start, int Length);
