using SecretSentry.Purge.Verify;

namespace SecretSentry.Purge.Apply;

/// <summary>The result of an apply.</summary>
/// <param name="Repository">The repository with the new history.</param>
/// <param name="Plan">Folder with <c>PURGE-PLAN.md</c> and the maps.</param>
/// <param name="Commits">Number of commits with new ids.</param>
/// <param name="Proof">Result of the proofs; null when they were not made, or only for reachable objects.</param>
/// <param name="IsClean">Whether old objects were removed.</param>
public sealed record ApplyOutcome(string Repository, string Plan, int Commits, PurgeProof? Proof, bool IsClean);
