namespace SecretSentry.Engine.Syntax;

/// <param name="Item">What is repeated.</param>
/// <param name="Min">Fewest times.</param>
/// <param name="Max">Most times; <see cref="RegexLength.Unbounded"/> for no limit.</param>
/// <param name="IsLazy">Prefers fewer.</param>
internal sealed record RepeatNode(RegexNode Item, int Min, int Max, bool IsLazy) : RegexNode;
