namespace SecretSentry.Engine.Syntax;

/// <summary>What RE2 syntax parses to: enough to measure, to extract literals from, and to print for .NET.</summary>
internal abstract record RegexNode;
