namespace SecretSentry.Engine.Rules.Syntax;

internal enum AnchorKind
{
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    WordBoundary,
    NotWordBoundary,
}
