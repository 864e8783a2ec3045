using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;
using SecretSentry.Engine.Verify.Checks;

namespace SecretSentry.Engine.Judging;

/// <summary>
/// Values that no forest is asked about, because their form or a convention settles what they are. Hashes, sealed values, public keys and
/// templates are not secrets. A private key is a secret. A default that everybody knows is a secret where a service reads it.
/// </summary>
internal static class SettledValues
{
    /// <summary>Minimum length of a private key, in base64, that is recognized without armour.</summary>
    private const int LeastKey = 100;

    /// <summary>Number of bytes of a private key that contain its header.</summary>
    private const int MaxKeyHead = 32;

    /// <summary>Minimum length of a sealed secret or a wrapped key.</summary>
    private const int LeastSealed = 40;

    /// <summary>Number of bytes before a name in which the user name is searched for.</summary>
    private const int MaxUserGap = 200;

    /// <summary>The beginning of a private key according to RFC 5958 and RFC 8017, in base64, after its length.</summary>
    private static readonly byte[][] KeyHeads = ["ADANBgkqhkiG9w0BAQEFAAS"u8.ToArray(), "AgEAMBMGByqGSM49"u8.ToArray(),
        "IBAAKCA"u8.ToArray(), "IBAAKBg"u8.ToArray()];

    /// <summary>Default passwords of products, which everybody tries first. Case-sensitive.</summary>
    private static readonly byte[][] Defaults =
    [
        "password"u8.ToArray(), "passwd"u8.ToArray(), "changeme"u8.ToArray(), "change_me"u8.ToArray(), "changeit"u8.ToArray(),
            "admin"u8.ToArray(), "root"u8.ToArray(),
        "secret"u8.ToArray(), "qwerty"u8.ToArray(), "letmein"u8.ToArray(), "guest"u8.ToArray(), "postgres"u8.ToArray(),
        "admin123"u8.ToArray(), "password1"u8.ToArray(), "password123"u8.ToArray(),
    ];

    private static readonly byte[][] PasswordEnds = ["password"u8.ToArray(), "passwd"u8.ToArray(), "pass"u8.ToArray(), "pwd"u8.ToArray(),
        "passphrase"u8.ToArray()];

    private static readonly byte[][] UserNames = ["user"u8.ToArray(), "login"u8.ToArray()];

    /// <summary>Returns what the value is when it is a credential by its form alone. The judge's forests are then not used.</summary>
    public static Settled ClassifyCredential(ReadOnlySpan<byte> content, in NamedValue candidate, PathFacts path)
    {
        var value = content[candidate.Start..candidate.End];
        var name = content[candidate.NameStart..candidate.NameEnd];
        return IsPrivateKey(value) ? Settled.PrivateKey
            : IsDefault(content, candidate, path, value, name) ? Settled.CommonPassword
            : Settled.No;
    }

    /// <summary>
    /// Returns what the value is when it is not a credential, whatever other features say. Needs all features of the value.
    /// </summary>
    public static Settled ClassifyNonCredential(ReadOnlySpan<byte> content, in NamedValue candidate, ReadOnlySpan<int> features)
    {
        var value = content[candidate.Start..candidate.End];
        return features[(int)Feature.ValueIsHash] != 0 || IsWrittenHash(candidate, value) ? Settled.Hash
            : Placeholders.ContainsPiece(value) ? Settled.Template
            : IsSealed(content, candidate, value, content[candidate.NameStart..candidate.NameEnd]) ? Settled.Sealed
            : PublicKeys.Contains(value) ? Settled.PublicKey
            : Settled.No;
    }

    /// <summary>
    /// Returns the level of a credential. Returns null for a value that is not a credential, and for one that is not settled.
    /// </summary>
    public static Confidence? GetConfidence(Settled settled) => settled switch
    {
        Settled.PrivateKey => Confidence.High,
        Settled.CommonPassword => Confidence.Medium,
        _ => null,
    };

    /// <summary>Returns a sentence that says what the value is.</summary>
    public static string Describe(Settled settled) => settled switch
    {
        Settled.PrivateKey => "the value has the form of a private key",
        Settled.CommonPassword => "the value is a well-known password in the settings of a service",
        Settled.Hash => "the value is a password hash, which the rule for hashes reports",
        Settled.Template => "the value contains a part of a template, as the examples of rules do",
        Settled.PublicKey => "the value has the form of a public key",
        Settled.Sealed => "the value is sealed: only the holder of another key can open it",
        _ => "the judge decides",
    };

    /// <summary>
    /// Returns whether only the owner of another key can open the value: a value of a SealedSecret, or the wrapped key of a JWE.
    /// </summary>
    private static bool IsSealed(ReadOnlySpan<byte> content, in NamedValue candidate, ReadOnlySpan<byte> value, ReadOnlySpan<byte> name)
    {
        if (value.Length < LeastSealed || candidate.Operator != ValueOperator.Colon)
        {
            return false;
        }

        var before = content[Math.Max(0, candidate.NameStart - CandidateExtractor.Reach)..candidate.NameStart];
        return ByteText.Matches(name, name.Length - 13, "encrypted_key"u8)
            || (value.Length > 2 * LeastSealed && before.IndexOf("encryptedData:"u8) >= 0);
    }

    /// <summary>Returns whether the value is a percent-encoded hash in the log-in of an address.</summary>
    private static bool IsWrittenHash(in NamedValue candidate, ReadOnlySpan<byte> value)
    {
        if (candidate.Operator != ValueOperator.UserInfo || !(value.StartsWith("%24"u8) || value.StartsWith("%7B"u8))
            || value.Length > ValueReader.MaxValue)
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[value.Length];
        var length = 0;
        for (var offset = 0; offset < value.Length; offset++)
        {
            var isEscaped = value[offset] == '%' && offset + 2 < value.Length && ByteText.IsHex(value[offset + 1])
                && ByteText.IsHex(value[offset + 2]);
            plain[length++] = isEscaped ? Convert.FromHexString([(char)value[offset + 1], (char)value[offset + 2]])[0] : value[offset];
            offset += isEscaped ? 2 : 0;
        }

        return ValueForms.IsPasswordHash(plain[..length]);
    }

    private static bool IsPrivateKey(ReadOnlySpan<byte> value) =>
        value.Length >= LeastKey && value.StartsWith("MI"u8) && ByteText.ContainsAny(value[..MaxKeyHead], KeyHeads);

    /// <summary>
    /// Returns whether the value is a well-known password in the settings of a service. In examples, documents and tests it
    /// represents another password.
    /// </summary>
    private static bool IsDefault(ReadOnlySpan<byte> content, in NamedValue candidate, PathFacts path, ReadOnlySpan<byte> value,
        ReadOnlySpan<byte> name) =>
        candidate.Operator is ValueOperator.Assign or ValueOperator.Colon && path.Kind == FileKind.Settings && path.IsOfService
            && !candidate.IsInComment && !candidate.IsInString
        && ByteText.EndsInAny(name, PasswordEnds) && (Is(value, Defaults) || IsRowOfDigits(value) || IsUser(content, candidate, value));

    /// <summary>Returns whether all digits are the same, or each digit is one more than the previous digit.</summary>
    private static bool IsRowOfDigits(ReadOnlySpan<byte> value)
    {
        if (value.Length is < 4 or > 10 || value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        var step = value[1] - value[0];
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] - value[i - 1] != step && !(step == 1 && value[i] == '0' && value[i - 1] == '9'))
            {
                return false;
            }
        }

        return step is 0 or 1;
    }

    /// <summary>Returns whether a user with the same name occurs before the password.</summary>
    private static bool IsUser(ReadOnlySpan<byte> content, in NamedValue candidate, ReadOnlySpan<byte> value)
    {
        if (value.Length < 3 || value.IndexOfAnyExceptInRange((byte)'a', (byte)'z') >= 0)
        {
            return false;
        }

        var before = content[Math.Max(0, candidate.NameStart - MaxUserGap)..candidate.NameStart];
        for (var offset = before.IndexOf(value); offset > 0; offset = before[(offset + 1)..].IndexOf(value) is >= 0 and var next ? offset
            + 1 + next : -1)
        {
            var key = before[..offset].TrimEnd("\"' "u8);
            var isWhole = offset + value.Length < before.Length && !ByteText.IsWord(before[offset + value.Length]);
            if (isWhole && key.Length > 1 && key[^1] is (byte)':' or (byte)'=' && EndsInUser(key[..^1].TrimEnd("\"' "u8)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsInUser(ReadOnlySpan<byte> key) =>
        ByteText.EndsInAny(key, UserNames) || (ByteText.Matches(key, key.Length - 4, "name"u8)
            && ByteText.EndsInAny(key[..^4].TrimEnd("_-."u8), UserNames));

    private static bool Is(ReadOnlySpan<byte> value, byte[][] words)
    {
        foreach (var word in words)
        {
            if (value.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }
}
