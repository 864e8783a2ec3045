using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// The contents of a key block in PEM form: RFC 7468 around PKCS#1 (RFC 8017), SEC 1 (RFC 5915), PKCS#8 (RFC 5958) or OpenSSH's own format
/// (PROTOCOL.key in its source). Line ends may be escaped, quoted or commented, as they are in program text.
/// </summary>
/// <param name="Kind">RSA, EC, Ed25519 …. For OpenSSH blocks, OpenSSH's name of the key type.</param>
/// <param name="IsEncrypted">Whether a passphrase is needed to use it.</param>
/// <param name="Bits">Length of an RSA modulus in bits. 0 for others.</param>
/// <param name="Fingerprint">Fingerprint of the public key, as <c>ssh-keygen -l</c> prints it. Empty if the block does not contain the
/// public key in the open.</param>
internal sealed record PrivateKeyBlock(string Kind, bool IsEncrypted, int Bits, string Fingerprint)
{
    /// <summary>Length of the longest block that is read. A 16384-bit RSA key has 13 KiB.</summary>
    private const int MaxLength = 20_000;

    private static readonly Dictionary<string, string> Algorithms = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.1.1.1"] = "RSA",
        ["1.2.840.113549.1.1.10"] = "RSA-PSS",
        ["1.2.840.10040.4.1"] = "DSA",
        ["1.2.840.10045.2.1"] = "EC",
        ["1.2.840.113549.1.3.1"] = "DH",
        ["1.3.101.110"] = "X25519",
        ["1.3.101.111"] = "X448",
        ["1.3.101.112"] = "Ed25519",
        ["1.3.101.113"] = "Ed448",
    };

    /// <summary>
    /// Reads the block that <paramref name="text"/> begins with. Returns null when it is cut off, is not base64, or does not contain such a
    /// structure.
    /// </summary>
    public static PrivateKeyBlock? Read(ReadOnlySpan<byte> text)
    {
        var begin = text.IndexOf("-----BEGIN "u8);
        var label = begin < 0 || text.Length > MaxLength ? [] : text[(begin + 11)..];
        var close = label.IndexOf("-----"u8);
        if (close < 0 || DecodeBody(label[(close + 5)..], out var isEncrypted) is not { } body)
        {
            return null;
        }

        try
        {
            return Encoding.ASCII.GetString(label[..close]) switch
            {
                _ when isEncrypted => body.Length >= 32 ? new("", true, 0, "") : null, // the older form: the whole structure is encrypted
                "OPENSSH PRIVATE KEY" => OpenSsh(body),
                "ENCRYPTED PRIVATE KEY" => ReadEncrypted(body),
                "RSA PRIVATE KEY" => ReadRsa(body),
                "EC PRIVATE KEY" => Is(body, 1, "EC"),
                "DSA PRIVATE KEY" => Is(body, 0, "DSA"),
                _ => ReadPkcs8(body),
            };
        }
        catch (AsnContentException)
        {
            return null; // not such a structure
        }
    }

    /// <summary>Returns the decoded bytes up to the end line or the end of the text.</summary>
    private static byte[]? DecodeBody(ReadOnlySpan<byte> text, out bool isEncrypted)
    {
        isEncrypted = text.IndexOf("ENCRYPTED"u8) is >= 0 and < 60;
        var info = isEncrypted ? text.IndexOf("DEK-Info:"u8) : -1;
        if (info >= 0)
        {
            text = SkipLine(text[(info + 9)..]);
        }

        return Decode(text);
    }

    /// <summary>Returns the text from the end of its first line on. This may be a line end or an escaped one.</summary>
    internal static ReadOnlySpan<byte> SkipLine(ReadOnlySpan<byte> text) => text[Math.Max(0, text.IndexOfAny((byte)'\n', (byte)'\\'))..];

    /// <summary>
    /// Decodes the base64 digits of <paramref name="text"/> up to the end line, and skips whatever is between them. Returns null if they
    /// are not base64.
    /// </summary>
    internal static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf("-----"u8);
        var digits = new byte[text.Length + 3];
        var count = 0;
        for (var i = 0; i < (end < 0 ? text.Length : end); i++)
        {
            if (text[i] == '\\')
            {
                i++; // \n or \r
            }
            else if (IsDigit(text[i]) && (text[i] != '+' || i == 0 || IsDigit(text[i - 1])
                || (i + 1 < text.Length && IsDigit(text[i + 1]))))
            {
                digits[count++] = text[i];
            }
        }

        for (; count % 4 != 0; count++)
        {
            digits[count] = (byte)'=';
        }

        var bytes = new byte[count / 4 * 3];
        return Base64.DecodeFromUtf8(digits.AsSpan(0, count), bytes, out _, out var length) == System.Buffers.OperationStatus.Done
            ? bytes[..length] : null;
    }

    /// <summary>Returns whether a byte is a base64 digit. A '+' that stands alone joins two texts.</summary>
    private static bool IsDigit(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'+' or (byte)'/';

    private static PrivateKeyBlock ReadRsa(byte[] body)
    {
        var key = ReadSequence(body);
        RequireVersion(key, 1);
        return new("RSA", false, GetModulusBits(key), "");
    }

    private static PrivateKeyBlock Is(byte[] body, int version, string kind)
    {
        RequireVersion(ReadSequence(body), version);
        return new(kind, false, 0, "");
    }

    private static PrivateKeyBlock ReadPkcs8(byte[] body)
    {
        var key = ReadSequence(body);
        RequireVersion(key, 1);
        var algorithm = key.ReadSequence().ReadObjectIdentifier();
        var inner = key.ReadOctetString();
        var kind = Algorithms.GetValueOrDefault(algorithm, algorithm);
        if (kind != "RSA")
        {
            return new(kind, false, 0, "");
        }

        var rsa = ReadSequence(inner);
        RequireVersion(rsa, 1);
        return new(kind, false, GetModulusBits(rsa), "");
    }

    private static PrivateKeyBlock ReadEncrypted(byte[] body)
    {
        var outer = ReadSequence(body);
        outer.ReadSequence().ReadObjectIdentifier();
        return outer.ReadOctetString().Length >= 16 ? new("", true, 0, "") : throw new AsnContentException("too short for a key");
    }

    /// <summary>Returns the contents of the sequence that all of <paramref name="body"/> consists of.</summary>
    private static AsnReader ReadSequence(byte[] body)
    {
        var reader = new AsnReader(body, AsnEncodingRules.BER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        return sequence;
    }

    private static void RequireVersion(AsnReader sequence, int highest)
    {
        if (!sequence.TryReadInt32(out var version) || version < 0 || version > highest)
        {
            throw new AsnContentException("not a version of a key");
        }
    }

    private static int GetModulusBits(AsnReader key) => (int)key.ReadInteger().GetBitLength();

    private static PrivateKeyBlock? OpenSsh(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("openssh-key-v1\0"u8))
        {
            return null;
        }

        var rest = body[15..];
        if (!TryText(ref rest, out var cipher) || !TryText(ref rest, out _) || !TryText(ref rest, out _) || rest.Length < 4)
        {
            return null;
        }

        rest = rest[4..]; // number of keys
        if (!TryText(ref rest, out var key) || !TryText(ref rest, out _))
        {
            return null;
        }

        var fields = key;
        return TryText(ref fields, out var type) && Ascii.IsValid(type) && type.Length is > 0 and < 60
            ? new(Encoding.ASCII.GetString(type), !cipher.SequenceEqual("none"u8), 0, "SHA256:"
            + Convert.ToBase64String(SHA256.HashData(key)).TrimEnd('='))
            : null;
    }

    /// <summary>Reads a length of four bytes, highest first, and that many bytes.</summary>
    private static bool TryText(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        text = [];
        if (rest.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length > rest.Length - 4)
        {
            return false;
        }

        text = rest.Slice(4, (int)length);
        rest = rest[(4 + (int)length)..];
        return true;
    }

    /// <summary>Adds the facts that are safe to print and help to find where the key is trusted.</summary>
    public void AddTo(IDictionary<string, string> facts)
    {
        facts["encrypted"] = IsEncrypted ? "yes" : "no";
        if (Kind.Length > 0)
        {
            facts["keyType"] = Bits > 0 ? Kind + Bits.ToString(CultureInfo.InvariantCulture) : Kind;
        }

        if (Fingerprint.Length > 0)
        {
            facts["publicKey"] = Fingerprint;
        }
    }
}
