namespace SecretSentry.Engine.Rules.Syntax;

internal sealed record AnchorNode(AnchorKind Kind) : RegexNode;
