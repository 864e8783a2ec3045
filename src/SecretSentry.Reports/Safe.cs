using SecretSentry.Files;

namespace SecretSentry.Reports;

/// <summary>Makes sentences of ours safe to print that contain a text which somebody else wrote.</summary>
public static class Safe
{
    /// <inheritdoc cref="ForeignText.EscapeSentence"/>
    public static string Escape(string text) => ForeignText.EscapeSentence(text);
}
