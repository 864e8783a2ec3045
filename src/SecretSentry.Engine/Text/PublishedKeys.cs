using System.Security.Cryptography;

namespace SecretSentry.Engine.Text;

/// <summary>
/// Keys that their vendor publishes and that are the same on every machine. Nobody's data depends on them, so they are not secrets. They
/// are stored as SHA-256, so that no key is in this file. Sources: Microsoft's pages "Develop locally using the Azure Cosmos DB emulator"
/// and "Use the Azurite emulator for local Azure Storage development".
/// </summary>
internal static class PublishedKeys
{
    /// <summary>Length in characters of every key here: 64 bytes in base64.</summary>
    private const int Length = 88;

    private static readonly string[] Hashes =
    [
        "aa6547439583c3a275d4542a0df6c1ad6a863971be9f2a2220f027cc02aef615",
        "0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059",
    ];

    /// <summary>Returns whether <paramref name="secret"/> is one of the keys.</summary>
    public static bool Contains(ReadOnlySpan<byte> secret) =>
        secret.Length == Length && Hashes.Contains(Convert.ToHexStringLower(SHA256.HashData(secret)), StringComparer.Ordinal);
}
