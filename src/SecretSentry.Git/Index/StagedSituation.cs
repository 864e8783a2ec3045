namespace SecretSentry.Git.Index;

/// <summary>The facts that decide which remedies for a rejected commit are offered.</summary>
/// <param name="IsFirstCommit">Whether there is no commit yet.</param>
/// <param name="FixedInWorkTree">Paths whose file differs from its staged content.</param>
public sealed record StagedSituation(bool IsFirstCommit, IReadOnlySet<string> FixedInWorkTree);
