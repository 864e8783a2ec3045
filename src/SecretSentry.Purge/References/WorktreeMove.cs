namespace SecretSentry.Purge.References;

/// <summary>
/// A checkout that is updated. <paramref name="Branch"/> is the ref that HEAD must refer to afterwards; empty when HEAD is not changed.
/// </summary>
internal sealed record WorktreeMove(string Name, string Folder, string OldTree, string NewTree, string Branch);
