using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Syntax;

internal sealed record SetNode(ByteSet Set) : RegexNode;
