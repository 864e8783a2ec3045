namespace SecretSentry.Tests.Engine.Judging;

/// <summary>One form of the list of faults, or a sibling of it.</summary>
/// <param name="Row">The row of the list.</param>
/// <param name="IsSibling">Whether the form is one of ours beside those of the list.</param>
/// <param name="Name">Names the form; unique within its row.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="Answer">What is right.</param>
/// <param name="Text">The content for a seed; the value stands between « and ».</param>
internal sealed record FormCase(string Row, bool IsSibling, string Name, string Path, FormAnswer Answer, Func<int, string> Text);
