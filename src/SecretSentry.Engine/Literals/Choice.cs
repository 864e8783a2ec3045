namespace SecretSentry.Engine.Literals;

/// <param name="Literals">Every match contains one of them. If they are keywords, every content with a match contains one of them.</param>
/// <param name="Rate">Share of positions at which a window of one of them occurs.</param>
/// <param name="FullRate">Share of positions at which one of them occurs in full.</param>
/// <param name="Cost">Expected work for each byte of ordinary text, as a multiple of the work for one window that occurs there.</param>
internal sealed record Choice(IReadOnlyList<Literal> Literals, double Rate, double FullRate, double Cost)
{
    public static Choice None { get; } = new([], double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);

    public Choice ChooseBetter(Choice other) => other.Cost < Cost ? other : this;

    public Choice Combine(Choice other) =>
        new([.. Literals, .. other.Literals], Rate + other.Rate, FullRate + other.FullRate, Cost + other.Cost);
}
