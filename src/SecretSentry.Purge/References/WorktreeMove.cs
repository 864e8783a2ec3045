namespace SecretSentry.Purge.References;

/// <summary>A checkout that is brought along. <paramref name="Branch"/> is what HEAD has to name afterwards; empty: as it is.</summary>
public sealed record WorktreeMove(string Name, string Folder, string OldTree, string NewTree, string Branch);
