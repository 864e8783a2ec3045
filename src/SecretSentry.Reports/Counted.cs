using System.Globalization;

namespace SecretSentry.Reports;

/// <summary>Numbers with their nouns.</summary>
public static class Counted
{
    /// <summary>As in <c>1 file</c>, <c>2,000 files</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="many">The word for none and for several; null: <paramref name="one"/> with an s.</param>
    public static string Of(long count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");
}
