using System.Globalization;

namespace SecretSentry.Purge.Objects;

/// <summary>How a sentence about one unreadable object goes on when there are more.</summary>
internal static class OtherUnreadable
{
    /// <param name="count">All of them, with the one that was named.</param>
    public static string Describe(int count) => count switch
    {
        <= 1 => "",
        2 => ", nor can another one",
        _ => string.Create(CultureInfo.InvariantCulture, $", nor can {count - 1:N0} others"),
    };
}
