namespace SecretSentry.Tests.Engine.Judging;

/// <summary>One form from the list of faults, or a sibling of it.</summary>
/// <param name="Row">Row of the list.</param>
/// <param name="IsSibling">Whether the form is a sibling that was added here and is not in the list.</param>
/// <param name="Name">Name of the form. Unique within its row.</param>
/// <param name="Path">Path of the file that contains the form.</param>
/// <param name="Answer">The correct answer.</param>
/// <param name="Text">Returns the content for a seed. The value is marked with « and ».</param>
internal sealed record FormCase(string Row, bool IsSibling, string Name, string Path, FormAnswer Answer, Func<int, string> Text);
