using System.Buffers.Binary;
using System.Globalization;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// What the first packet of a PGP private key block states in the open: RFC 9580, sections 6.2 (armor), 4.2 (packet headers), 5.5.3 (secret
/// key packets) and 5.6 (algorithms). Line ends may be escaped, quoted or commented, as they are in program text.
/// </summary>
/// <param name="Kind">RSA, DSA, EdDSA …</param>
/// <param name="IsEncrypted">Whether a passphrase is needed to use it.</param>
/// <param name="Bits">Length of an RSA modulus in bits. 0 for others.</param>
internal sealed record PgpKeyBlock(string Kind, bool IsEncrypted, int Bits)
{
    private const int SecretKeyTag = 5;

    /// <summary>Length of the longest block that is read.</summary>
    private const int MaxLength = 20_000;

    /// <summary>
    /// Algorithm, its name, and what comes between its number and the secret: numbers (n), an OID (o), a KDF (k), or a number of bytes.
    /// </summary>
    private static readonly (int Algorithm, string Name, string Numbers, int Bytes)[] Algorithms =
    [
        (1, "RSA", "nn", 0), (2, "RSA", "nn", 0), (3, "RSA", "nn", 0), (16, "Elgamal", "nnn", 0), (17, "DSA", "nnnn", 0),
        (18, "ECDH", "onk", 0), (19, "ECDSA", "on", 0), (22, "EdDSA", "on", 0),
        (25, "X25519", "", 32), (26, "X448", "", 56), (27, "Ed25519", "", 32), (28, "Ed448", "", 57),
    ];

    /// <summary>
    /// Reads the block that <paramref name="text"/> begins with. Returns null when it is cut off, is not base64, or does not contain a
    /// secret key packet.
    /// </summary>
    public static PgpKeyBlock? Read(ReadOnlySpan<byte> text)
    {
        var begin = text.IndexOf("KEY BLOCK-----"u8);
        if (begin < 0 || text.Length > MaxLength)
        {
            return null;
        }

        var body = SkipHeaders(text[(begin + 14)..]);
        var padding = body.IndexOf((byte)'=');
        return PrivateKeyBlock.Decode(padding < 0 ? body : body[..padding]) is { } packets ? ReadPacket(packets) : null;
    }

    /// <summary>Adds the facts that are safe to print.</summary>
    public void AddTo(IDictionary<string, string> facts)
    {
        facts["encrypted"] = IsEncrypted ? "yes" : "no";
        facts["keyType"] = Bits > 0 ? Kind + Bits.ToString(CultureInfo.InvariantCulture) : Kind;
    }

    /// <summary>Skips lines such as <c>Version: GnuPG v2</c>. They come before the base64, each with a colon and a space.</summary>
    private static ReadOnlySpan<byte> SkipHeaders(ReadOnlySpan<byte> text)
    {
        for (var colon = text.IndexOf(": "u8); colon >= 0; colon = text.IndexOf(": "u8))
        {
            text = PrivateKeyBlock.SkipLine(text[(colon + 2)..]);
        }

        return text;
    }

    private static PgpKeyBlock? ReadPacket(ReadOnlySpan<byte> packets)
    {
        if (packets.Length < 2 || GetTag(packets[0]) != SecretKeyTag)
        {
            return null;
        }

        var isNew = (packets[0] & 0x40) != 0;
        var lengthBytes = isNew ? (packets[1] < 192 ? 1 : packets[1] < 224 ? 2 : 5) : (packets[0] & 3) switch
        {
            0 => 1,
            1 => 2,
            2 => 4,
            _ => 0,
        };
        return packets.Length > 1 + lengthBytes ? ReadKey(packets[(1 + lengthBytes)..]) : null;
    }

    private static int GetTag(byte header) => (header & 0x80) == 0 ? -1 : (header & 0x40) != 0 ? header & 0x3F : (header >> 2) & 0xF;

    private static PgpKeyBlock? ReadKey(ReadOnlySpan<byte> key)
    {
        if (key.Length < 12 || key[0] is not (4 or 5 or 6))
        {
            return null;
        }

        var (version, number) = (key[0], key[5]);
        var algorithm = Array.Find(Algorithms, entry => entry.Algorithm == number);
        var rest = key[(version == 4 ? 6 : 10)..]; // from version 5 on, the length of the public part comes first
        if (algorithm.Name is null || rest.Length <= algorithm.Bytes)
        {
            return null;
        }

        var bits = algorithm.Name == "RSA" ? BinaryPrimitives.ReadUInt16BigEndian(rest) : 0;
        rest = rest[algorithm.Bytes..];
        foreach (var part in algorithm.Numbers)
        {
            var length = rest.Length < 3 ? rest.Length : part == 'n' ? 2 + ((BinaryPrimitives.ReadUInt16BigEndian(rest) + 7) / 8) : 1
                + rest[0];
            if (length >= rest.Length)
            {
                return null;
            }

            rest = rest[length..];
        }

        return new(algorithm.Name, rest[0] != 0, bits);
    }
}
