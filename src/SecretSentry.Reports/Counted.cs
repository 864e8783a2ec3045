using System.Globalization;

namespace SecretSentry.Reports;

/// <summary>Numbers with their nouns.</summary>
public static class Counted
{
    /// <summary>As in <c>1 file</c>, <c>2,000 files</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="singular">The word for one.</param>
    /// <param name="many">The word for none and for several; null: <paramref name="singular"/> with an s.</param>
    public static string Format(long count, string singular, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? singular : many ?? singular + "s")}");

    /// <summary>
    /// The same for a name that is in the plural, as <c>commits of submodules</c>: of one thing its first word loses the s.
    /// </summary>
    public static string FormatPlural(long count, string many)
    {
        ArgumentNullException.ThrowIfNull(many);
        var end = many.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var blank ? blank : many.Length;
        return Format(count, many[..end].EndsWith('s') ? many.Remove(end - 1, 1) : many, many);
    }
}
