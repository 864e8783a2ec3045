namespace SecretSentry.Engine.Syntax;

/// <param name="Item">What is repeated.</param>
/// <param name="Min">Minimum number of repetitions.</param>
/// <param name="Max">Maximum number of repetitions. <see cref="RegexLength.Unbounded"/> for no limit.</param>
/// <param name="IsLazy">Whether fewer repetitions are preferred.</param>
internal sealed record RepeatNode(RegexNode Item, int Min, int Max, bool IsLazy) : RegexNode;
