namespace SecretSentry.Engine.Candidates;

/// <summary>A name and its context.</summary>
/// <param name="Start">Offset of the name.</param>
/// <param name="End">Offset after the name.</param>
/// <param name="IsInString">Whether the name is in a quoted text.</param>
/// <param name="IsInComment">Whether the name is in a comment.</param>
internal readonly record struct NameSite(int Start, int End, bool IsInString, bool IsInComment);
