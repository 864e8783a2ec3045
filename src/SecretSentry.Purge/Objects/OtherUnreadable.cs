using System.Globalization;

namespace SecretSentry.Purge.Objects;

/// <summary>Continues a sentence about one unreadable object when there are more.</summary>
internal static class OtherUnreadable
{
    /// <param name="count">Number of unreadable objects, including the one that was named.</param>
    public static string Describe(int count) => count switch
    {
        <= 1 => "",
        2 => ", nor can another one",
        _ => string.Create(CultureInfo.InvariantCulture, $", nor can {count - 1:N0} others"),
    };
}
