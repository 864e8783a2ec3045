namespace SecretSentry.Engine.Syntax;

/// <summary>
/// A place in a regex: before one item of a concatenation, which may lie within an alternation or a repetition, and so on outwards.
/// </summary>
/// <param name="Outer">The place of what the concatenation lies in; null: it is the whole.</param>
/// <param name="Items">The concatenation.</param>
/// <param name="Index">The item before which the place is.</param>
internal sealed record RegexPosition(RegexPosition? Outer, IReadOnlyList<RegexNode> Items, int Index)
{
    /// <summary>All of the regex that is matched before the place. Of a repetition the place lies in the first turn.</summary>
    public RegexNode Before => new ConcatNode([.. ItemsBefore]);

    /// <summary>All of it that is matched from there on.</summary>
    public RegexNode From => new ConcatNode([Items[Index], .. ItemsAfter]);

    private IEnumerable<RegexNode> ItemsBefore => [.. Outer?.ItemsBefore ?? [], .. Items.Take(Index)];

    private IEnumerable<RegexNode> ItemsAfter =>
        [.. Items.Skip(Index + 1), .. Outer is null ? [] : Outer.FurtherRepeats.Concat(Outer.ItemsAfter)];

    private IEnumerable<RegexNode> FurtherRepeats => Items[Index] is RepeatNode repeat
        ? [repeat with { Min = Math.Max(0, repeat.Min - 1), Max = repeat.Max == RegexLength.Unbounded ? repeat.Max : repeat.Max - 1 }]
        : [];
}
