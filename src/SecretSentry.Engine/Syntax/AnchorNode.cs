namespace SecretSentry.Engine.Syntax;

internal sealed record AnchorNode(AnchorKind Kind) : RegexNode;
