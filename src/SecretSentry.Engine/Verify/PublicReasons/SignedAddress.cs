using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>
/// The id or the session token in a signed address or request. Whoever gets the address sees it, but can only do with it what is signed.
/// The key that signs is not in the address. A signature that is itself the credential, such as <c>sig=</c> of a shared access signature,
/// is not included. An address that has expired is not treated differently: whether it has expired depends on the day of the scan, and a
/// scan gives the same result on every day.
/// </summary>
internal static class SignedAddress
{
    /// <summary>Number of digits of the day in a scope.</summary>
    private const int Day = 8;

    /// <summary>What may separate the parts of a scope.</summary>
    private static readonly byte[][] Slashes = ByteText.Split("/ \\/ %2f %252f");

    /// <summary>
    /// Names, in small letters, of parameters that tell whose signature it is, each with what else the query must contain.
    /// </summary>
    private static readonly (byte[] Name, byte[] Beside)[] Parameters =
    [
        ("x-amz-credential"u8.ToArray(), "x-amz-s"u8.ToArray()), ("x-amz-security-token"u8.ToArray(), "x-amz-c"u8.ToArray()),
        ("x-goog-credential"u8.ToArray(), "x-goog-s"u8.ToArray()), ("awsaccesskeyid"u8.ToArray(), "signature="u8.ToArray()),
        ("googleaccessid"u8.ToArray(), "signature="u8.ToArray()), ("key-pair-id"u8.ToArray(), "signature="u8.ToArray()),
    ];

    public static bool IsPublic(ReadOnlySpan<byte> content, int start, int end) =>
        BeginsScope(content[end..Math.Min(content.Length, end + AddressText.Reach)]) || IsInQuery(content, start, end);

    /// <summary>
    /// Checks for <c>ID/20240101/eu-west-1/...</c>: the credential scope of AWS, in an address, a header or a form. No key is written like
    /// this.
    /// </summary>
    private static bool BeginsScope(ReadOnlySpan<byte> text)
    {
        var day = text[GetSlashLength(text)..];
        if (day.Length == text.Length || day.Length < Day || !day.StartsWith("20"u8)
            || day[..Day].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        var rest = day[Day..];
        var region = rest[GetSlashLength(rest)..];
        return region.Length < rest.Length && region.Length > 1 && ByteText.IsLowerLetter(region[0]) && ByteText.IsLowerLetter(region[1]);
    }

    private static int GetSlashLength(ReadOnlySpan<byte> text)
    {
        foreach (var slash in Slashes)
        {
            if (ByteText.Matches(text, 0, slash))
            {
                return slash.Length;
            }
        }

        return 0;
    }

    private static bool IsInQuery(ReadOnlySpan<byte> content, int start, int end)
    {
        var before = AddressText.GetBefore(content, start);
        foreach (var (name, beside) in Parameters)
        {
            if (AddressText.EndsInParameter(before, name))
            {
                return ContainsWord(before, beside) || ContainsWord(AddressText.GetAfter(content, end), beside);
            }
        }

        return false;
    }

    private static bool ContainsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        for (var offset = 0; offset < text.Length; offset++)
        {
            if (ByteText.Matches(text, offset, word))
            {
                return true;
            }
        }

        return false;
    }
}
