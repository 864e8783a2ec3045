using System.Text;

namespace SecretSentry.Engine.Verify;

/// <summary>Computes checksums as issuers append them, to create valid samples.</summary>
public static class TokenChecksums
{
    /// <summary>Returns the six base-62 digits of the CRC-32 of <paramref name="body"/> (GitHub, npm).</summary>
    public static string ComputeCrc62(string body)
    {
        Span<byte> digits = stackalloc byte[6];
        Bytes.Crc62.WriteChecksum(Encoding.ASCII.GetBytes(body), digits);
        return Encoding.ASCII.GetString(digits);
    }

    /// <summary>Returns the Stellar seed (SEP-23) of 32 key bytes.</summary>
    public static string CreateStellarSeed(ReadOnlySpan<byte> key) => Checks.StellarSeed.Encode(key);
}
