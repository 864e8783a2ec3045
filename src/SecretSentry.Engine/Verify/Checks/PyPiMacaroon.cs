using System.Buffers.Text;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// PyPI tokens: <c>pypi-</c> and base64url of a macaroon of version 2. It contains a location, an identifier, caveats, and a signature of
/// 32 bytes at the end (PyPI's help page on API tokens; libmacaroons' format notes). A truncated or altered token does not end in a
/// signature field.
/// </summary>
internal static class PyPiMacaroon
{
    private const int SignatureField = 34;

    public static bool IsValid(ReadOnlySpan<byte> token)
    {
        if (token.Length is < 5 or > 600 || !Base64Url.IsValid(token[5..]))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromUtf8(token[5..]);
        return bytes.Length > SignatureField + 12 && bytes[0] == 2 && bytes[1] == 1 && bytes[^SignatureField] == 6
            && bytes[^(SignatureField - 1)] == 32 && bytes[^(SignatureField + 1)] == 0;
    }
}
