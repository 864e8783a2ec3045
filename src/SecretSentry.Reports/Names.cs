using SecretSentry.Engine.Rules;

namespace SecretSentry.Reports;

/// <summary>Names of enum values in all reports.</summary>
public static class Names
{
    /// <summary>Returns low, medium, high or critical.</summary>
    public static string Format(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => "low",
    };

    /// <summary>Returns low, medium or high.</summary>
    public static string Format(Confidence confidence) => confidence switch
    {
        Confidence.High => "high",
        Confidence.Medium => "medium",
        _ => "low",
    };

    /// <summary>Returns the date in ISO 8601 with offset. Empty for null.</summary>
    public static string Format(DateTimeOffset? date) =>
        date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>Returns checksum-valid, checksum-invalid or unknown.</summary>
    public static string Format(Validity validity) => validity switch
    {
        Validity.ChecksumValid => "checksum-valid",
        Validity.ChecksumInvalid => "checksum-invalid",
        _ => "unknown",
    };
}
