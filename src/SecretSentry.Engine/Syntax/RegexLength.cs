namespace SecretSentry.Engine.Syntax;

/// <summary>Length of the shortest and the longest match in bytes.</summary>
internal readonly record struct RegexLength(int Min, int Max)
{
    /// <summary>Means "no limit". Sums and products with it are unbounded too.</summary>
    public const int Unbounded = int.MaxValue;

    public static RegexLength Compute(RegexNode node) => node switch
    {
        SetNode => new(1, 1),
        ConcatNode concat => concat.Items.Aggregate(new RegexLength(0, 0), (sum, item) => sum.Add(Compute(item))),
        AlternateNode alternate =>
        alternate.Branches.Select(Compute).Aggregate((a, b) => new(Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max))),
        RepeatNode repeat => Compute(repeat.Item).Multiply(repeat.Min, repeat.Max),
        GroupNode group => Compute(group.Item),
        _ => new(0, 0),
    };

    public RegexLength Add(RegexLength next) =>
        new(Clamp((long)Min + next.Min), Max == Unbounded || next.Max == Unbounded ? Unbounded : Clamp((long)Max + next.Max));

    private RegexLength Multiply(int min, int max) =>
        new(Clamp((long)Min * min), Max == 0 ? 0 : max == Unbounded || Max == Unbounded ? Unbounded : Clamp((long)Max * max));

    private static int Clamp(long value) => (int)Math.Min(value, Unbounded);
}
