using System.Globalization;

namespace SecretSentry.Reports;

/// <summary>Numbers with their nouns.</summary>
public static class Counted
{
    /// <summary>As in <c>1 file</c>, <c>2,000 files</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="many">The word for none and for several; null: <paramref name="one"/> with an s.</param>
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");

    /// <summary>
    /// The same for a name that is in the plural, as <c>commits of submodules</c>: of one thing its first word loses the s.
    /// </summary>
    public static string OfMany(long count, string many)
    {
        ArgumentNullException.ThrowIfNull(many);
        var end = many.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var blank ? blank : many.Length;
        return Of(count, many[..end].EndsWith('s') ? many.Remove(end - 1, 1) : many, many);
    }
}
