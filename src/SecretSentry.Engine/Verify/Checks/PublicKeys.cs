namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// Public keys of NATS (nats-io/nkeys documentation) and Stellar (SEP-23): base 32 of a byte for the kind, 32 bytes of the key and the
/// CRC-16 (XMODEM) of the 33 bytes before, lowest byte first. Seeds and private keys begin with other letters.
/// </summary>
internal static class PublicKeys
{
    private const int Length = 56;

    /// <summary>
    /// The first letters of accounts, clusters, servers, operators, users and curves of NATS, and of accounts of Stellar.
    /// </summary>
    private static ReadOnlySpan<byte> Kinds => "ACNOUXG"u8;

    /// <summary>Returns whether <paramref name="value"/> is such a key.</summary>
    public static bool Contains(ReadOnlySpan<byte> value)
    {
        Span<byte> bytes = stackalloc byte[35];
        return value.Length == Length && Kinds.Contains(value[0]) && Base32.TryDecode(value, bytes) && NatsSeed.EndsInCrc(bytes);
    }
}
