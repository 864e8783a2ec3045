namespace SecretSentry.Engine.Rules.Syntax;

internal sealed record GroupNode(RegexNode Item, int Number) : RegexNode;
