namespace SecretSentry.Engine.Rules.Syntax;

internal sealed record SetNode(ByteSet Set) : RegexNode;
