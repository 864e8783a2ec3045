using System.Buffers.Binary;
using System.Numerics;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// The Marvin checksum with a published seed. Microsoft's services put it at the end of the keys they issue (microsoft/security-utilities,
/// MIT). Test vector: seed d53cd9cecd0893b7 over "abc" gives 22c74339492769bf.
/// </summary>
internal static class Marvin32
{
    public static uint Compute(ReadOnlySpan<byte> data, ulong seed)
    {
        var hash = Compute64(data, seed);
        return (uint)hash ^ (uint)(hash >> 32);
    }

    public static ulong Compute64(ReadOnlySpan<byte> data, ulong seed)
    {
        var (low, high) = ((uint)seed, (uint)(seed >> 32));
        for (; data.Length >= 4; data = data[4..])
        {
            low += BinaryPrimitives.ReadUInt32LittleEndian(data);
            Mix(ref low, ref high);
        }

        var last = 0x80u;
        for (var i = data.Length - 1; i >= 0; i--)
        {
            last = (last << 8) | data[i];
        }

        low += last;
        Mix(ref low, ref high);
        Mix(ref low, ref high);
        return ((ulong)high << 32) | low;
    }

    private static void Mix(ref uint low, ref uint high)
    {
        high ^= low;
        low = BitOperations.RotateLeft(low, 20) + high;
        high = BitOperations.RotateLeft(high, 9) ^ low;
        low = BitOperations.RotateLeft(low, 27) + high;
        high = BitOperations.RotateLeft(high, 19);
    }
}
