namespace SecretSentry.Scanning.Staged;

/// <summary>Selects what a scan of the index counts as new.</summary>
/// <param name="CountsOldLines">Whether findings on lines that HEAD also has are kept. Called only when there are findings.</param>
/// <param name="CountsOtherSides">Whether, in an unfinished merge, findings on lines that another parent has are kept.</param>
public sealed record StagedSelection(Func<bool> CountsOldLines, bool CountsOtherSides)
{
    /// <summary>Added and changed lines. In a merge, lines that no parent has.</summary>
    public static StagedSelection Plain { get; } = new(() => false, false);
}
