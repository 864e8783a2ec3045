namespace SecretSentry.Engine.Syntax;

internal sealed record GroupNode(RegexNode Item, int Number) : RegexNode;
