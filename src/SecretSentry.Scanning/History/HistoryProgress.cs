namespace SecretSentry.Scanning.History;

/// <summary>How far a history scan is.</summary>
public readonly record struct HistoryProgress(long Objects, long Total, long Bytes, long Findings);
