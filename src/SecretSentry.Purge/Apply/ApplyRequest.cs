namespace SecretSentry.Purge.Apply;

/// <summary>The options for applying a plan.</summary>
/// <param name="Plan">Folder of the plan, or its file.</param>
/// <param name="IsInPlace">Whether to rewrite the repository itself. Otherwise a new bare clone is written.</param>
/// <param name="Target">Folder of the clone; empty for <c>rewritten.git</c> in the plan's folder.</param>
/// <param name="Backup">Folder for the backup; empty for <c>backup</c> in the plan's folder.</param>
/// <param name="HasBackup">Whether to write a backup.</param>
/// <param name="IsVerified">Whether to make the proofs.</param>
/// <param name="CleansUp">In place: whether to remove old objects, reflogs and drafts.</param>
/// <param name="DropsKeep">Whether packs that are marked to be kept may be removed.</param>
/// <param name="CommitReferences">Whether to update commit ids in messages although the plan does not say so.</param>
/// <param name="Threads">Number of threads for the search.</param>
public sealed record ApplyRequest(string Plan, bool IsInPlace, string Target, string Backup, bool HasBackup, bool IsVerified, bool CleansUp,
    bool DropsKeep, bool CommitReferences, int Threads);
