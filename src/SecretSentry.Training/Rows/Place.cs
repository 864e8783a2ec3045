namespace SecretSentry.Training.Rows;

/// <summary>Where a candidate stands.</summary>
internal readonly record struct Place(string Path, int Line, int Start, int Length);
