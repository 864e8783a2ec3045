namespace SecretSentry.Engine.Syntax;

/// <summary>
/// A position in a regex: before one item of a concatenation. The concatenation may lie within an alternation or a repetition, and so on
/// outwards.
/// </summary>
/// <param name="Outer">The position of the item that contains the concatenation. Null if the concatenation is the whole regex.</param>
/// <param name="Items">The concatenation.</param>
/// <param name="Index">The item that follows the position.</param>
internal sealed record RegexPosition(RegexPosition? Outer, IReadOnlyList<RegexNode> Items, int Index)
{
    /// <summary>The part of the regex that is matched before the position. A position in a repetition is in its first iteration.</summary>
    public RegexNode Before => new ConcatNode([.. ItemsBefore]);

    /// <summary>The part of the regex that is matched from the position on.</summary>
    public RegexNode From => new ConcatNode([Items[Index], .. ItemsAfter]);

    private IEnumerable<RegexNode> ItemsBefore => [.. Outer?.ItemsBefore ?? [], .. Items.Take(Index)];

    private IEnumerable<RegexNode> ItemsAfter =>
        [.. Items.Skip(Index + 1), .. Outer is null ? [] : Outer.FurtherRepeats.Concat(Outer.ItemsAfter)];

    private IEnumerable<RegexNode> FurtherRepeats => Items[Index] is RepeatNode repeat
        ? [repeat with { Min = Math.Max(0, repeat.Min - 1), Max = repeat.Max == RegexLength.Unbounded ? repeat.Max : repeat.Max - 1 }]
        : [];
}
