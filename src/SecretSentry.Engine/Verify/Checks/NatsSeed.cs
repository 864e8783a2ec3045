using System.Buffers.Binary;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// NATS NKey seeds: base 32 of two prefix bytes, 32 random bytes and their CRC-16 (XMODEM), lowest byte first (nats-io/nkeys
/// documentation).
/// </summary>
internal static class NatsSeed
{
    public static bool IsValid(ReadOnlySpan<byte> seed)
    {
        Span<byte> bytes = stackalloc byte[36];
        return seed.Length == 58 && Base32.TryDecode(seed, bytes) && EndsInCrc(bytes);
    }

    /// <summary>Returns whether the last two bytes are the CRC-16 of those before, lowest byte first.</summary>
    public static bool EndsInCrc(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[^2..]) == ComputeCrc16(bytes[..^2]);

    public static ushort ComputeCrc16(ReadOnlySpan<byte> data)
    {
        var crc = 0;
        foreach (var b in data)
        {
            crc ^= b << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }
        }

        return (ushort)crc;
    }
}
