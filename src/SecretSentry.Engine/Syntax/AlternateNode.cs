namespace SecretSentry.Engine.Syntax;

internal sealed record AlternateNode(IReadOnlyList<RegexNode> Branches) : RegexNode;
