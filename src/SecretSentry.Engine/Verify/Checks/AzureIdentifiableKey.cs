using System.Buffers.Binary;
using System.Buffers.Text;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// Keys of Storage, Cosmos DB, Batch, Redis, IoT, Search, Functions, Service Bus, Event Hubs, Relay, API Management and Container Registry.
/// They are base64 of 32, 39 or 64 bytes. The last four bytes are the Marvin checksum of the others, with a seed per service
/// (microsoft/security-utilities, MIT).
/// </summary>
internal static class AzureIdentifiableKey
{
    /// <summary>The services' seeds. Each consists of eight letters.</summary>
    private static readonly ulong[] Seeds =
    [
        0x44656661756c7430, 0x4163636573733030, 0x4162416363743030, 0x46756e6374693030, 0x4d61737465723030, 0x53797374656d3030,
        0x4d61737452573030, 0x4d617374524f3030,
        0x5175657279303030, 0x5041646d696e3030, 0x41435244666c7430, 0x5573725077643030, 0x436c617373696330, 0x496f544875623030,
        0x4470734b65793030, 0x4465766963653030,
        0x53656e6430303030, 0x4c697374656e3030, 0x4d616e6167653030, 0x54656e616e743030, 0x4761746577793030, 0x4769744b65793030,
    ];

    public static bool IsValid(ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[66];
        if (key.Length is not (44 or 52 or 88) || Base64.DecodeFromUtf8(key, bytes, out _,
            out var length) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        var expected = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(length - 4)..]);
        foreach (var seed in Seeds)
        {
            if (Marvin32.Compute(bytes[..(length - 4)], seed) == expected)
            {
                return true;
            }
        }

        return false;
    }
}
