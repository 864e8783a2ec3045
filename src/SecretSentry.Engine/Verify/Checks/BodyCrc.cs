using System.Buffers.Binary;
using System.Buffers.Text;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>Tokens whose CRC-32 is not written in hexadecimal digits.</summary>
internal static class BodyCrc
{
    /// <summary>Vercel <c>vcp_</c> and similar: 50 characters, then six base-62 digits of their CRC (Vercel's token format note).</summary>
    public static bool IsVercel(ReadOnlySpan<byte> token)
    {
        var body = token[(token.IndexOf((byte)'_') + 1)..];
        if (body.Length != 56)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[6];
        Crc62.WriteChecksum(body[..50], expected);
        return expected.SequenceEqual(body[50..]);
    }

    /// <summary>
    /// Confluent <c>cflt</c>: 54 characters, then the first six characters of the base64 of the CRC's bytes, lowest first (observed).
    /// </summary>
    public static bool IsConfluent(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != 64)
        {
            return false;
        }

        Span<byte> crc = stackalloc byte[4];
        Span<byte> expected = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, Crc32.Compute(secret[4..58]));
        Base64.EncodeToUtf8(crc, expected, out _, out _);
        return expected[..6].SequenceEqual(secret[58..]);
    }
}
