using System.Buffers.Binary;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// Stellar secret seeds: base 32 of a version byte (18 shifted left by three), 32 key bytes and the CRC-16 (XMODEM) of the 33 bytes before,
/// lowest byte first (Stellar's SEP-23, published). The CRC is published, so a text that fails it is not a seed.
/// </summary>
internal static class StellarSeed
{
    private const byte Version = 18 << 3;

    private const int Length = 56;

    public static bool IsValid(ReadOnlySpan<byte> seed)
    {
        Span<byte> bytes = stackalloc byte[35];
        return seed.Length == Length && Base32.TryDecode(seed, bytes) && bytes[0] == Version && NatsSeed.EndsInCrc(bytes);
    }

    /// <summary>Returns the seed of 32 <paramref name="key"/> bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> key) => Encode(Version, key);

    /// <summary>Same for another kind, such as public keys of Stellar and NATS (<see cref="PublicKeys"/>).</summary>
    internal static string Encode(byte kind, ReadOnlySpan<byte> key)
    {
        byte[] bytes = [kind, .. key, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(33), NatsSeed.ComputeCrc16(bytes.AsSpan(0, 33)));
        return string.Create(Length, bytes, static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = (char)Base32.GetDigit(source, i);
            }
        });
    }
}
