using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Names whose values are not secrets, whatever they are.</summary>
internal static class NameFilter
{
    private static readonly byte[][] PublicNames =
        ["publickey"u8.ToArray(), "public_key"u8.ToArray(), "public-key"u8.ToArray(), "pubkey"u8.ToArray(), "pub_key"u8.ToArray(),
        "publickeytoken"u8.ToArray(), "public_key_id"u8.ToArray()];

    /// <summary>Returns whether a name ends in words for a public key.</summary>
    public static bool IsPublic(ReadOnlySpan<byte> name) => ByteText.EndsInAny(name, PublicNames);
}
