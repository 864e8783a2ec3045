using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Engine.Matching;

/// <summary>
/// What must stand around a literal whose match can start at several distances: one run over the bytes before it and one over those from it
/// on tell, in most places, that no attempt is worth while. As with <see cref="Lookahead"/> a yes means "perhaps", a no is sure.
/// </summary>
/// <param name="Before">The part of the regex before the literal, from its end backwards; null: it says nothing.</param>
/// <param name="From">The part from the literal on; null: it says nothing.</param>
internal sealed record Surroundings(Lookahead? Before, Lookahead? From)
{
    /// <summary>Whether a match may contain the literal that stands at <paramref name="at"/>.</summary>
    public bool MayMatch(ReadOnlySpan<byte> content, int at) =>
        (Before?.MayMatchBackwards(content, at) ?? true) && (From?.MayMatch(content, at) ?? true);

    /// <summary>Those of the literals that begin at <paramref name="place"/>.</summary>
    public static Surroundings Of(RegexPlace place, int maxStates = Lookahead.MaxStates) =>
        new(Build(Reversed(place.Before), maxStates), Build(place.From, maxStates));

    private static Lookahead? Build(RegexNode node, int maxStates) =>
        Lookahead.Build(node, Math.Min(RegexLength.Of(node).Max, MatchLimits.MaxMatchLength), maxStates);

    /// <summary>
    /// The regex of the reversed matches: where a text began it ends. Other anchors say nothing to a <see cref="Lookahead"/>.
    /// </summary>
    private static RegexNode Reversed(RegexNode node) => node switch
    {
        ConcatNode concat => new ConcatNode([.. concat.Items.Reverse().Select(Reversed)]),
        AlternateNode alternate => new AlternateNode([.. alternate.Branches.Select(Reversed)]),
        RepeatNode repeat => repeat with { Item = Reversed(repeat.Item) },
        GroupNode group => group with { Item = Reversed(group.Item) },
        AnchorNode { Kind: AnchorKind.TextStart } => new AnchorNode(AnchorKind.TextEnd),
        AnchorNode { Kind: AnchorKind.TextEnd } => new AnchorNode(AnchorKind.TextStart),
        _ => node,
    };
}
