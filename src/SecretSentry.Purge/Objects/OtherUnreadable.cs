using System.Globalization;

namespace SecretSentry.Purge.Objects;

/// <summary>Continues a sentence about one unreadable object when there are more.</summary>
internal static class OtherUnreadable
{
    /// <param name="count">Number of unreadable objects, including the one that was named.</param>
    public static string Describe(int count) => count switch
    {
        <= 1 => "",
        2 => "; one other object cannot be read either",
        _ => string.Create(CultureInfo.InvariantCulture, $"; {count - 1:N0} other objects cannot be read either"),
    };
}
