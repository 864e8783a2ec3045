using System.Globalization;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>Names of values in all reports.</summary>
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
    internal static string Format(DateTimeOffset? date) =>
        date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Returns checksum-valid, checksum-invalid or unknown.</summary>
    internal static string Format(Validity validity) => validity switch
    {
        Validity.ChecksumValid => "checksum-valid",
        Validity.ChecksumInvalid => "checksum-invalid",
        _ => "unknown",
    };

    /// <summary>Returns <c>path:line:column</c> of the first character of the secret. The path is escaped.</summary>
    internal static string Format(Location location) =>
        string.Create(CultureInfo.InvariantCulture, $"{location.Path}:{location.Start.Line}:{location.Start.Column}");

    /// <summary>Returns the repository of a finding when a run had several; otherwise an empty text.</summary>
    internal static ForeignText GetRepository(Finding finding) => finding.Details.GetValueOrDefault("repository");

    /// <summary>Returns the path of a finding, after the name of its repository when a run had several. Both are escaped.</summary>
    internal static string FormatPath(Finding finding) =>
        GetRepository(finding) is { IsEmpty: false } repository ? $"{repository}: {finding.Location.Path}"
            : finding.Location.Path.ToString();

    /// <summary>Returns the name of the repository after a comma when a run had several; otherwise an empty text.</summary>
    internal static string DescribeRepository(Finding finding) =>
        GetRepository(finding) is { IsEmpty: false } repository ? $", repository {repository}" : "";

    /// <summary>Returns the first 12 characters of a commit id.</summary>
    internal static string ShortenCommit(string commit) => commit[..Math.Min(12, commit.Length)];
}
