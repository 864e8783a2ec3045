namespace SecretSentry.Scanning.Staged;

/// <summary>Selects what a scan of the index counts as new.</summary>
/// <param name="CountsOldLines">Whether findings on lines that HEAD also has are kept. Called only when there are findings.</param>
/// <param name="OtherSides">
/// Ids of the other commits that a merge in progress joins. Null: those in MERGE_HEAD, which git writes when it leaves a merge to the user.
/// </param>
public sealed record StagedSelection(Func<bool> CountsOldLines, IReadOnlyList<string>? OtherSides = null)
{
    /// <summary>Secrets that occur more often than in HEAD and, in a merge, than in every other parent.</summary>
    public static StagedSelection Plain { get; } = new(() => false);
}
