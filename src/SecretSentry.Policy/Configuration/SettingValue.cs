using System.Globalization;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>The value of a setting, and its origin.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Value">A value of the setting's type.</param>
/// <param name="Origin">File and line, as <c>file:line</c>. Several are separated by a comma.</param>
internal sealed record SettingValue(Setting Setting, object Value, string Origin)
{
    /// <summary>Returns the value as it would be written in a file.</summary>
    public string Format() => FormatValue(Value);

    /// <summary>Returns a value as it would be written in a file.</summary>
    public static string FormatValue(object value) => value switch
    {
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IReadOnlyList<string> texts => $"[{string.Join(", ", texts.Select(text => $"\"{text}\""))}]",
        Confidence confidence => $"\"{FormatConfidence(confidence)}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string FormatConfidence(Confidence confidence) => confidence switch
    {
        Confidence.High => "high",
        Confidence.Medium => "medium",
        _ => "low",
    };
}
