using System.Globalization;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// Tokens that end in the CRC-32 of what comes before it, in eight hexadecimal digits. Each issuer selects and orders the bytes in its own
/// way.
/// </summary>
internal static class HexCrc
{
    private const int Digits = 8;

    /// <summary>
    /// Atlassian <c>ATATT…=XXXXXXXX</c>: CRC of everything before, including the '=' (observed on public expired tokens, not published by
    /// Atlassian).
    /// </summary>
    public static bool IsAtlassian(ReadOnlySpan<byte> token) =>
        token.Length > 20 && token[^9] == '=' && Is(token[^Digits..], Crc32.Compute(token[..^Digits]));

    /// <summary>Bitbucket app password <c>ATBB…</c>: CRC of the 28 characters before (observed).</summary>
    public static bool IsBitbucket(ReadOnlySpan<byte> token) => token.Length == 36 && Is(token[^Digits..], Crc32.Compute(token[..^Digits]));

    /// <summary>
    /// Grafana <c>glsa_…_xxxxxxxx</c>: CRC of prefix and body, with its bytes in reverse order (Grafana's source, satokengen).
    /// </summary>
    public static bool IsGrafana(ReadOnlySpan<byte> token) =>
        token.Length == 46 && token[37] == '_' && Is(token[^Digits..],
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(Crc32.Compute(token[..37])));

    /// <summary>Zuplo <c>zpka_…_xxxxxxxx</c>: CRC of the 32 characters between (observed).</summary>
    public static bool IsZuplo(ReadOnlySpan<byte> token) =>
        token.Length == 46 && token[37] == '_' && Is(token[^Digits..], Crc32.Compute(token.Slice(5, 32)));

    /// <summary>
    /// Cloudflare <c>cfut_…</c>: CRC of the 40 characters between prefix and checksum. Cloudflare says that there is a checksum; which one
    /// was seen in test samples only.
    /// </summary>
    public static bool IsCloudflare(ReadOnlySpan<byte> token)
    {
        var body = token[(token.IndexOf((byte)'_') + 1)..];
        return body.Length == 48 && Is(body[^Digits..], Crc32.Compute(body[..^Digits]));
    }

    private static bool Is(ReadOnlySpan<byte> digits, uint crc) =>
        uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var found) && found == crc;
}
