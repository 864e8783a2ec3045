namespace SecretSentry.Scanning.History;

/// <summary>Progress of a history scan.</summary>
public readonly record struct HistoryProgress(long Objects, long Total, long Bytes, long Findings);
