namespace SecretSentry.Purge.Apply;

/// <summary>How a plan is carried out.</summary>
/// <param name="Plan">Folder of the plan, or its file.</param>
/// <param name="IsInPlace">Rewrite the repository itself; else a new bare clone.</param>
/// <param name="Target">The clone's folder; empty: <c>rewritten.git</c> in the plan's folder.</param>
/// <param name="Backup">Folder for the backup; empty: <c>backup</c> in the plan's folder.</param>
/// <param name="HasBackup">Whether there is to be one.</param>
/// <param name="IsVerified">Whether the proofs are made.</param>
/// <param name="CleansUp">In place: whether old objects, reflogs and drafts are taken away.</param>
/// <param name="DropsKeep">Whether packs marked to be kept may go.</param>
/// <param name="CommitReferences">Whether ids in messages are brought along although the plan does not say so.</param>
/// <param name="Threads">Threads for the search.</param>
public sealed record ApplyRequest(string Plan, bool IsInPlace, string Target, string Backup, bool HasBackup, bool IsVerified, bool CleansUp,
    bool DropsKeep, bool CommitReferences, int Threads);
