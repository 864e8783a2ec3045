using System.Buffers.Binary;
using System.Buffers.Text;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// Common annotated keys of Azure: 80 characters of base64, then four base-62 digits of the Marvin checksum of the decoded bytes, with the
/// seed "Default0" (microsoft/security-utilities, MIT).
/// </summary>
internal static class AzureCaskKey
{
    private const ulong Seed = 0x44656661756c7430;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static bool IsValid(ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[60];
        if (key.Length < 84 || Base64.DecodeFromUtf8(key[..80], bytes, out _, out var length) != System.Buffers.OperationStatus.Done
            || length != 60)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[4];
        WriteChecksum(bytes, expected);
        return expected.SequenceEqual(key.Slice(80, 4));
    }

    /// <summary>
    /// Writes the first four digits of the checksum with its bytes swapped. A shorter number is padded with '0' on the right.
    /// </summary>
    public static void WriteChecksum(ReadOnlySpan<byte> bytes, Span<byte> digits)
    {
        Span<byte> all = stackalloc byte[6];
        var (number, count) = (BinaryPrimitives.ReverseEndianness(Marvin32.Compute(bytes, Seed)), 0);
        for (; number != 0; number /= 62)
        {
            all[count++] = (byte)Digits[(int)(number % 62)];
        }

        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = i < count ? all[count - 1 - i] : (byte)'0';
        }
    }
}
