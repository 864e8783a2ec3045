namespace SecretSentry.Engine.Syntax;

internal sealed record ConcatNode(IReadOnlyList<RegexNode> Items) : RegexNode;
