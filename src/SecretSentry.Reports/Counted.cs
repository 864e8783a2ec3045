using System.Globalization;

namespace SecretSentry.Reports;

/// <summary>Formats numbers with their nouns.</summary>
public static class Counted
{
    /// <summary>Returns a number and a noun, such as <c>1 file</c> or <c>2,000 files</c>.</summary>
    /// <param name="count">The number.</param>
    /// <param name="singular">The noun for one.</param>
    /// <param name="many">The noun for zero and for several. Null: <paramref name="singular"/> with an s.</param>
    public static string Format(long count, string singular, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? singular : many ?? singular + "s")}");

    /// <summary>
    /// Returns a number and a noun that is given in the plural, such as <c>commits of submodules</c>. For one thing the first word loses
    /// its s.
    /// </summary>
    internal static string FormatPlural(long count, string many)
    {
        ArgumentNullException.ThrowIfNull(many);
        var end = many.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var blank ? blank : many.Length;
        return Format(count, many[..end].EndsWith('s') ? many.Remove(end - 1, 1) : many, many);
    }
}
