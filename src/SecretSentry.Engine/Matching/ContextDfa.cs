using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Engine.Matching;

/// <summary>
/// What must stand around a literal whose match can start at several distances: one run over the bytes before it and one over those from it
/// on tell, in most places, that no attempt is worth while. As with <see cref="PrefilterDfa"/> a yes means "perhaps", a no is sure.
/// </summary>
/// <param name="Before">The part of the regex before the literal, from its end backwards; null: it says nothing.</param>
/// <param name="From">The part from the literal on; null: it says nothing.</param>
internal sealed record ContextDfa(PrefilterDfa? Before, PrefilterDfa? From)
{
    /// <summary>Whether a match may contain the literal that stands at <paramref name="offset"/>.</summary>
    public bool MayMatch(ReadOnlySpan<byte> content, int offset) =>
        (Before?.MayMatchBackwards(content, offset) ?? true) && (From?.MayMatch(content, offset) ?? true);

    /// <summary>Those of the literals that begin at <paramref name="position"/>.</summary>
    public static ContextDfa Create(RegexPosition position, int maxStates = PrefilterDfa.MaxStates) =>
        new(Build(Reverse(position.Before), maxStates), Build(position.From, maxStates));

    private static PrefilterDfa? Build(RegexNode node, int maxStates) =>
        PrefilterDfa.Build(node, Math.Min(RegexLength.Compute(node).Max, MatchLimits.MaxMatchLength), maxStates);

    /// <summary>
    /// The regex of the reversed matches: where a text began it ends. Other anchors say nothing to a <see cref="PrefilterDfa"/>.
    /// </summary>
    private static RegexNode Reverse(RegexNode node) => node switch
    {
        ConcatNode concat => new ConcatNode([.. concat.Items.Reverse().Select(Reverse)]),
        AlternateNode alternate => new AlternateNode([.. alternate.Branches.Select(Reverse)]),
        RepeatNode repeat => repeat with { Item = Reverse(repeat.Item) },
        GroupNode group => group with { Item = Reverse(group.Item) },
        AnchorNode { Kind: AnchorKind.TextStart } => new AnchorNode(AnchorKind.TextEnd),
        AnchorNode { Kind: AnchorKind.TextEnd } => new AnchorNode(AnchorKind.TextStart),
        _ => node,
    };
}
