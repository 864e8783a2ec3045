using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Engine.Matching;

/// <summary>
/// What must occur around a literal whose match can start at several distances. One run over the bytes before the literal and one over the
/// bytes from it on show, at most locations, that no attempt is useful. As with <see cref="PrefilterDfa"/>, true means "perhaps" and false
/// is certain.
/// </summary>
/// <param name="Before">The part of the regex before the literal, from its end backwards. Null when it excludes nothing.</param>
/// <param name="From">The part of the regex from the literal on. Null when it excludes nothing.</param>
internal sealed record ContextDfa(PrefilterDfa? Before, PrefilterDfa? From)
{
    /// <summary>Returns whether a match may contain the literal that occurs at <paramref name="offset"/>.</summary>
    public bool MayMatch(ReadOnlySpan<byte> content, int offset) =>
        (Before?.MayMatchBackwards(content, offset) ?? true) && (From?.MayMatch(content, offset) ?? true);

    /// <summary>Creates the context DFA of the literals that begin at <paramref name="position"/>.</summary>
    public static ContextDfa Create(RegexPosition position, int maxStates = PrefilterDfa.MaxStates) =>
        new(Build(Reverse(position.Before), maxStates), Build(position.From, maxStates));

    private static PrefilterDfa? Build(RegexNode node, int maxStates) =>
        PrefilterDfa.Build(node, Math.Min(RegexLength.Compute(node).Max, MatchLimits.MaxMatchLength), maxStates);

    /// <summary>
    /// Returns the regex of the reversed matches. The start of the text becomes its end. Other anchors have no meaning for a
    /// <see cref="PrefilterDfa"/>.
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
