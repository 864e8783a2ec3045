using System.Text;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// Older personal access tokens of Azure DevOps: 52 characters of base 32, which are 32 bytes. Four of these are the CRC-32 of the 28
/// others. It is changed by one constant for tokens of users and by another for those of apps (microsoft/security-utilities, MIT).
/// </summary>
internal static class AzureDevOpsToken
{
    private const int Length = 52;

    private const uint OfUser = 0xE0B9692D;

    private const uint OfApp = 0x1019F92E;

    /// <summary>Offsets of the four bytes of the checksum, lowest byte first.</summary>
    private static readonly int[] ChecksumOffsets = [22, 8, 7, 2];

    public static bool IsValid(ReadOnlySpan<byte> token)
    {
        Span<byte> upper = stackalloc byte[Length];
        Span<byte> bytes = stackalloc byte[32];
        if (token.Length != Length || Ascii.ToUpper(token, upper, out _) != System.Buffers.OperationStatus.Done
            || !Base32.TryDecode(upper, bytes))
        {
            return false;
        }

        var found = 0u;
        for (var i = 0; i < ChecksumOffsets.Length; i++)
        {
            found |= (uint)bytes[ChecksumOffsets[i]] << (8 * i);
        }

        var crc = Crc32.Compute(GetCoveredBytes(bytes));
        return found == (crc ^ OfUser) || found == (crc ^ OfApp);
    }

    /// <summary>Returns the bytes that are not part of the checksum, in order.</summary>
    public static byte[] GetCoveredBytes(ReadOnlySpan<byte> bytes) => [.. bytes[..2], .. bytes[3..7], .. bytes[9..22], .. bytes[23..]];
}
