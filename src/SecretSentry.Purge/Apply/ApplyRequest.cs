using SecretSentry.Purge.SecondReader;

namespace SecretSentry.Purge.Apply;

/// <summary>The options for applying a plan.</summary>
public sealed record ApplyRequest
{
    /// <summary>Folder of the plan, or its file.</summary>
    public required string Plan { get; init; }

    /// <summary>Whether to rewrite the repository itself. Otherwise a new bare clone is written.</summary>
    public bool IsInPlace { get; init; }

    /// <summary>Folder of the clone; empty for <c>rewritten.git</c> in the plan's folder.</summary>
    public string Target { get; init; } = "";

    /// <summary>Folder for the backup; empty for <c>backup</c> in the plan's folder.</summary>
    public string Backup { get; init; } = "";

    /// <summary>Whether to write a backup.</summary>
    public bool HasBackup { get; init; } = true;

    /// <summary>Whether to make the proofs.</summary>
    public bool IsVerified { get; init; } = true;

    /// <summary>In place: whether to remove old objects, reflogs and drafts.</summary>
    public bool CleansUp { get; init; }

    /// <summary>Whether packs that are marked to be kept may be removed.</summary>
    public bool DropsKeep { get; init; }

    /// <summary>Whether to update commit ids in messages although the plan does not say so.</summary>
    public bool CommitReferences { get; init; }

    /// <summary>Who reads the objects a second time for the proofs.</summary>
    public SecondReaderChoice SecondReader { get; init; }

    /// <summary>Number of threads for the search.</summary>
    public int Threads { get; init; } = 1;
}
