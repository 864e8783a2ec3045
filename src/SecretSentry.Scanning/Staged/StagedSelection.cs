namespace SecretSentry.Scanning.Staged;

/// <summary>What a scan of the index is to count as new.</summary>
/// <param name="CountsOldLines">Whether findings on lines that HEAD has as well are kept; asked only when there are findings.</param>
/// <param name="CountsOtherSides">Whether in a merge that is not finished lines are kept that another parent has.</param>
public sealed record StagedSelection(Func<bool> CountsOldLines, bool CountsOtherSides)
{
    /// <summary>Added and changed lines, in a merge those no parent has.</summary>
    public static StagedSelection Plain { get; } = new(() => false, false);
}
