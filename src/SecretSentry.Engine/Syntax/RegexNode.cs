namespace SecretSentry.Engine.Syntax;

/// <summary>
/// The tree that RE2 syntax is parsed to. It contains enough to compute lengths, to extract literals, and to print the regex for .NET.
/// </summary>
internal abstract record RegexNode;
