namespace SecretSentry.Engine.Syntax;

internal sealed record EmptyNode : RegexNode;
