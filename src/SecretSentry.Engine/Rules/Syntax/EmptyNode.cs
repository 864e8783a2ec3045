namespace SecretSentry.Engine.Rules.Syntax;

internal sealed record EmptyNode : RegexNode;
