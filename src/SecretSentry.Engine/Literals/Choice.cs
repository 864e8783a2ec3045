namespace SecretSentry.Engine.Literals;

/// <param name="Literals">One of them is in every match; of gates, in every content with a match.</param>
/// <param name="Rate">Share of positions at which a window of theirs stands.</param>
/// <param name="FullRate">Share of positions at which one of them stands in full.</param>
/// <param name="Cost">Expected work for each byte of ordinary text, as multiples of the work for one window that stands there.</param>
internal sealed record Choice(IReadOnlyList<Literal> Literals, double Rate, double FullRate, double Cost)
{
    public static Choice None { get; } = new([], double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);

    public Choice ChooseBetter(Choice other) => other.Cost < Cost ? other : this;

    public Choice Combine(Choice other) =>
        new([.. Literals, .. other.Literals], Rate + other.Rate, FullRate + other.FullRate, Cost + other.Cost);
}
