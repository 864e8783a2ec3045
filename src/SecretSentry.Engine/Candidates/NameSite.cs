namespace SecretSentry.Engine.Candidates;

/// <summary>A name and where it stands.</summary>
/// <param name="Start">Offset of the name.</param>
/// <param name="End">Offset behind it.</param>
/// <param name="IsInString">Whether it stands in a quoted text.</param>
/// <param name="IsInComment">Whether it stands in a comment.</param>
internal readonly record struct NameSite(int Start, int End, bool IsInString, bool IsInComment);
