namespace SecretSentry.Engine.Syntax;

internal enum AnchorKind
{
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    WordBoundary,
    NotWordBoundary,
}
