namespace SecretSentry.Engine.Rules.Syntax;

internal sealed record ConcatNode(IReadOnlyList<RegexNode> Items) : RegexNode;
