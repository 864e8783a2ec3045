using SecretSentry.Engine.Rules;

namespace SecretSentry.Reports;

/// <summary>The words that stand for enum values in every report.</summary>
public static class Names
{
    /// <summary>low, medium, high, critical.</summary>
    public static string Format(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => "low",
    };

    /// <summary>low, medium, high.</summary>
    public static string Format(Confidence confidence) => confidence switch
    {
        Confidence.High => "high",
        Confidence.Medium => "medium",
        _ => "low",
    };

    /// <summary>ISO 8601 with offset; empty when there is none.</summary>
    public static string Format(DateTimeOffset? date) =>
        date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>checksum-valid, checksum-invalid, unknown.</summary>
    public static string Format(Validity validity) => validity switch
    {
        Validity.ChecksumValid => "checksum-valid",
        Validity.ChecksumInvalid => "checksum-invalid",
        _ => "unknown",
    };
}
