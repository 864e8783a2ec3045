using SecretSentry.Purge.Verify;

namespace SecretSentry.Purge.Apply;

/// <summary>What was done.</summary>
/// <param name="Repository">The repository with the new history.</param>
/// <param name="Plan">Folder with <c>PURGE-PLAN.md</c> and the maps.</param>
/// <param name="Commits">Commits with new ids.</param>
/// <param name="Proof">What the proofs said; null: they were not made, or only for what is reachable.</param>
/// <param name="IsClean">Whether old objects are gone.</param>
public sealed record ApplyOutcome(string Repository, string Plan, int Commits, PurgeProof? Proof, bool IsClean);
