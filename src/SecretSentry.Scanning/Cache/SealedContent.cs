using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using SecretSentry.Files;

namespace SecretSentry.Scanning.Cache;

/// <summary>
/// The form of a cache file: 8 magic bytes, the length of the content as 8 bytes (lowest first), the HMAC-SHA-256 of these 16 bytes, the
/// content, and the HMAC-SHA-256 of everything before. So the length is known to be right before the content is read, and a file of
/// another costs 48 bytes.
/// </summary>
internal static class SealedContent
{
    private const int LengthStart = 8;
    private const int HeadLength = 16 + HMACSHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "SSCACHE1"u8;

    /// <summary>Writes content in this form.</summary>
    public static void Write(Stream output, byte[] key, ReadOnlySpan<byte> content)
    {
        var head = new byte[HeadLength];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(LengthStart), content.Length);
        HMACSHA256.HashData(key, head.AsSpan(0, 16), head.AsSpan(16));
        output.Write(head);
        output.Write(content);
        output.Write(ComputeSeal(key, head, content));
    }

    /// <summary>Returns the content. Empty when the file has another form, or was not written with this key.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static byte[] Read(SafeFileHandle file, byte[] key)
    {
        var head = new byte[HeadLength];
        if (!Fill(file, head, 0) || !IsEqual(HMACSHA256.HashData(key, head.AsSpan(0, 16)), head.AsSpan(16))
            || !head.AsSpan().StartsWith(Magic))
        {
            return [];
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(LengthStart));
        if (length > Budgets.Content.Value || length != RandomAccess.GetLength(file) - HeadLength - HMACSHA256.HashSizeInBytes)
        {
            return [];
        }

        var (content, seal) = (new byte[length], new byte[HMACSHA256.HashSizeInBytes]);
        return Fill(file, content, HeadLength) && Fill(file, seal, HeadLength + length)
            && IsEqual(ComputeSeal(key, head, content), seal) ? content : [];
    }

    private static byte[] ComputeSeal(byte[] key, ReadOnlySpan<byte> head, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(head);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    private static bool IsEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => CryptographicOperations.FixedTimeEquals(left, right);

    /// <summary>Reads bytes from an offset on. Returns false when the file ends before.</summary>
    private static bool Fill(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        var filled = 0;
        for (int read; filled < bytes.Length && (read = RandomAccess.Read(file, bytes[filled..], offset + filled)) > 0;)
        {
            filled += read;
        }

        return filled == bytes.Length;
    }
}
