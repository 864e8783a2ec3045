using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>
/// The key in the settings with which Firebase and Google Maps are built into a web page or an app: an object (<c>apiKey</c> next to
/// <c>authDomain</c>, <c>projectId</c> and similar), google-services.json, GoogleService-Info.plist, or an element of an Android app.
/// </summary>
internal static class WebSettings
{
    /// <summary>Number of bytes before the key in which the element that contains it begins.</summary>
    private const int MaxElement = 200;

    /// <summary>Number of bytes on each side of a key in which its dictionary begins and ends.</summary>
    private const int MaxDictionary = 2048;

    /// <summary>Minimum number of other settings next to the key.</summary>
    private const int LeastBeside = 2;

    /// <summary>Names of the key.</summary>
    private static readonly byte[][] KeyNames = ByteText.Split("apikey api_key");

    /// <summary>Names of the other settings.</summary>
    private static readonly byte[][] Beside = ByteText.Split(
        "authdomain auth_domain projectid project_id storagebucket storage_bucket messagingsenderid messaging_sender_id appid app_id "
        + "databaseurl database_url measurementid measurement_id iosbundleid androidclientid iosclientid");

    /// <summary>The same settings in a dictionary of Apple's.</summary>
    private static readonly byte[][] DictionaryKeys = ByteText.Split(
        "<key>GCM_SENDER_ID</key> <key>BUNDLE_ID</key> <key>PROJECT_ID</key> <key>STORAGE_BUCKET</key> <key>GOOGLE_APP_ID</key>");

    /// <summary>Attributes that name a key in an element of an Android app.</summary>
    private static readonly byte[][] ElementNames = ByteText.Split(
        "name=\"google_api_key\" name=\"google_crash_reporting_api_key\" name=\"google_maps_key\" "
        + "android:name=\"com.google.android.geo.API_KEY\" android:name=\"com.google.android.maps.v2.API_KEY\"");

    public static bool IsPublic(ReadOnlySpan<byte> content, int start, int end) =>
        IsOfServices(content, start) || IsInElement(content, start) || IsInDictionary(content, start, end)
        || ObjectKeys.CountBeside(content, start, KeyNames, Beside) >= LeastBeside;

    /// <summary>Checks for <c>"api_key": [ { "current_key": "..." } ]</c> of google-services.json.</summary>
    private static bool IsOfServices(ReadOnlySpan<byte> content, int start)
    {
        Span<byte> buffer = stackalloc byte[MaxElement];
        var length = 0;
        foreach (var value in content[Math.Max(0, start - MaxElement)..start])
        {
            if (!ByteText.IsSpace(value))
            {
                buffer[length++] = value;
            }
        }

        return ((ReadOnlySpan<byte>)buffer[..length]).EndsWith("\"api_key\":[{\"current_key\":\""u8);
    }

    private static bool IsInElement(ReadOnlySpan<byte> content, int start)
    {
        var before = content[Math.Max(0, start - MaxElement)..start];
        var tag = before.LastIndexOf((byte)'<');
        return tag >= 0 && ByteText.ContainsAny(before[tag..], ElementNames);
    }

    private static bool IsInDictionary(ReadOnlySpan<byte> content, int start, int end)
    {
        var first = Math.Max(0, start - MaxDictionary);
        var open = content[first..start].LastIndexOf("<dict>"u8);
        if (open < 0)
        {
            return false;
        }

        var rest = content[end..Math.Min(content.Length, end + MaxDictionary)];
        var close = rest.IndexOf("</dict>"u8);
        var dictionary = content[(first + open)..(close < 0 ? end : end + close)];
        var isKey = content[first..start].TrimEnd("<string>\r\n\t "u8).EndsWith("<key>API_KEY</key"u8);
        if (close < 0 || !isKey || dictionary.IndexOf("<!--"u8) >= 0)
        {
            return false;
        }

        var count = 0;
        foreach (var key in DictionaryKeys)
        {
            count += dictionary.IndexOf(key) >= 0 ? 1 : 0;
        }

        return count >= LeastBeside;
    }
}
