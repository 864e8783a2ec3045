using SecretSentry.Files;

namespace SecretSentry.Reports;

/// <summary>Makes sentences of ours safe to print that contain a text which somebody else wrote.</summary>
public static class Safe
{
    /// <summary>Returns one line, with its secrets masked, see <see cref="ForeignText.FromSentence"/>.</summary>
    public static string Escape(string text) => ForeignText.FromSentence(text).ToString();
}
