using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>
/// The key in an address that a browser loads: a map, a picture of a map, the log-in of a web page. Addresses that a server requests
/// (places, routes) are not included: their keys are meant for nobody else.
/// </summary>
internal static class PageAddress
{
    /// <summary>Maximum length of the part of an address that is checked, from its host on.</summary>
    private const int MaxAddressLength = 64;

    /// <summary>Hosts with the beginnings of their paths.</summary>
    private static readonly byte[][] Pages = ByteText.Split(
        "maps.googleapis.com/maps/api/js maps.googleapis.com/maps/api/staticmap maps.googleapis.com/maps/api/streetview "
        + "maps.google.com/maps/api/js maps.google.com/maps/api/staticmap www.google.com/maps/embed/ "
        + "identitytoolkit.googleapis.com/ securetoken.googleapis.com/ www.googleapis.com/identitytoolkit/");

    public static bool IsPublic(ReadOnlySpan<byte> content, int start, int end)
    {
        var before = AddressText.GetBefore(content, start);
        if (!AddressText.EndsInParameter(before, "key"u8))
        {
            return false;
        }

        Span<byte> buffer = stackalloc byte[MaxAddressLength];
        return ByteText.BeginsWithAny(NormalizeAddress(before, buffer), Pages);
    }

    /// <summary>Returns host and path after the last two slashes, in small letters and without the backslashes of JSON.</summary>
    private static ReadOnlySpan<byte> NormalizeAddress(ReadOnlySpan<byte> address, Span<byte> buffer)
    {
        var (plain, escaped) = (address.LastIndexOf("//"u8), address.LastIndexOf("/\\/"u8));
        var start = plain > escaped ? plain + 2 : escaped >= 0 ? escaped + 3 : address.Length;
        var length = 0;
        for (var offset = start; offset < address.Length && length < buffer.Length; offset++)
        {
            if (address[offset] != '\\')
            {
                buffer[length++] = ByteText.ToLower(address[offset]);
            }
        }

        return buffer[..length];
    }
}
