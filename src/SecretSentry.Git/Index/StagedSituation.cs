namespace SecretSentry.Git.Index;

/// <summary>What decides which way out of a refused commit fits.</summary>
/// <param name="IsFirstCommit">Whether there is no commit yet.</param>
/// <param name="FixedInWorkTree">Paths whose file differs from its staged content.</param>
public sealed record StagedSituation(bool IsFirstCommit, IReadOnlySet<string> FixedInWorkTree);
