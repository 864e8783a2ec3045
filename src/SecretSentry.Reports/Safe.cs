using SecretSentry.Files;

namespace SecretSentry.Reports;

/// <summary>Makes sentences safe to print that contain a text which somebody else wrote.</summary>
public static class Safe
{
    /// <summary>As <see cref="ForeignText.ToString"/>: one line, secrets masked, invisible characters and commands escaped.</summary>
    public static string Escape(string text) => new ForeignText(text).ToString();
}
