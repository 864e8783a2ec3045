namespace SecretSentry.Engine.Rules.Syntax;

internal sealed record AlternateNode(IReadOnlyList<RegexNode> Branches) : RegexNode;
