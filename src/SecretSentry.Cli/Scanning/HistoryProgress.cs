namespace SecretSentry.Cli.Scanning;

/// <summary>How far a history scan is.</summary>
internal readonly record struct HistoryProgress(long Objects, long Total, long Bytes, long Findings);
