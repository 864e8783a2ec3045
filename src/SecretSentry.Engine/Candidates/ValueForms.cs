using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Properties of a value that can be read from its bytes alone: its form, what it contains, what it refers to.</summary>
internal static class ValueForms
{
    public static bool IsHex(ReadOnlySpan<byte> value)
    {
        var digits = value.StartsWith("0x"u8) ? value[2..] : value;
        foreach (var b in digits)
        {
            if (!ByteText.IsHex(b) && b is not ((byte)'-' or (byte)':'))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsBase64(ReadOnlySpan<byte> value) => AreAll(value.TrimEnd((byte)'='), static b => b is (byte)'+' or (byte)'/');

    public static bool IsBase64Url(ReadOnlySpan<byte> value) => AreAll(value.TrimEnd((byte)'='), static b => b is (byte)'-' or (byte)'_');

    private static bool AreAll(ReadOnlySpan<byte> value, Predicate<byte> isSymbol)
    {
        foreach (var b in value)
        {
            if (!ByteText.IsAsciiLetter(b) && !ByteText.IsDigit(b) && !isSymbol(b))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsUpperBase32(ReadOnlySpan<byte> value)
    {
        foreach (var b in value)
        {
            if (!ByteText.IsUpper(b) && b is not (>= (byte)'2' and <= (byte)'7'))
            {
                return false;
            }
        }

        return value.Length > 0;
    }

    public static int CountTrailingDigits(ReadOnlySpan<byte> value)
    {
        var end = value.Length;
        while (end > 0 && (ByteText.IsDigit(value[end - 1])
            || (end == value.Length && value[end - 1] is (byte)'!' or (byte)'?' or (byte)'$' or (byte)'#')))
        {
            end--;
        }

        return value.Length - end;
    }

    public static bool ContainsYear(ReadOnlySpan<byte> value)
    {
        for (var i = 0; i + 4 <= value.Length; i++)
        {
            if ((value[i] == '1' && value[i + 1] == '9') || (value[i] == '2' && value[i + 1] == '0'))
            {
                var isAlone = (i == 0 || !ByteText.IsDigit(value[i - 1])) && (i + 4 == value.Length || !ByteText.IsDigit(value[i + 4]));
                if (isAlone && ByteText.IsDigit(value[i + 2]) && ByteText.IsDigit(value[i + 3]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public static bool IsUuid(ReadOnlySpan<byte> value)
    {
        if (value.Length != 36)
        {
            return false;
        }

        for (var i = 0; i < value.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? value[i] != '-' : !ByteText.IsHex(value[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns whether the value is a password hash in a format of crypt(3), LDAP, Django, Spring or PostgreSQL.</summary>
    public static bool IsPasswordHash(ReadOnlySpan<byte> value)
    {
        var text = value.StartsWith("\\$"u8) ? value[1..] : value;
        if (text.StartsWith("$$"u8))
        {
            text = text[1..];
        }

        if (text.Length > 12 && text[0] == '$')
        {
            var end = text[1..].IndexOf((byte)'$');
            return end is >= 1 and <= 14 && AreAll(text.Slice(1, end), static b => b == '-');
        }

        if (text.Length == 35 && ByteText.Matches(text, 0, "md5"u8) && IsHex(text[3..]))
        {
            return true; // PostgreSQL's form
        }

        foreach (var prefix in HashPrefixes)
        {
            if (ByteText.Matches(text, 0, prefix))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly byte[][] HashPrefixes =
    [
        "{ssha"u8.ToArray(), "{sha"u8.ToArray(), "{smd5}"u8.ToArray(), "{md5}"u8.ToArray(), "{crypt}"u8.ToArray(), "{bcrypt}"u8.ToArray(),
        "{pbkdf2"u8.ToArray(), "{scrypt}"u8.ToArray(), "{argon2"u8.ToArray(), "{noop}"u8.ToArray(),
        "pbkdf2_"u8.ToArray(), "pbkdf2:"u8.ToArray(), "bcrypt_sha256$"u8.ToArray(), "bcrypt$"u8.ToArray(), "sha1$"u8.ToArray(),
        "sha256$"u8.ToArray(), "sha512$"u8.ToArray(), "md5$"u8.ToArray(), "scrypt:"u8.ToArray(), "argon2$"u8.ToArray(),
        "scram-sha-"u8.ToArray(),
    ];

    /// <summary>Returns a number for the syntax by which a value refers to a secret that is stored elsewhere. 0: not a reference.</summary>
    public static int GetReferenceKind(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return 0;
        }

        if (value.IndexOf("${"u8) >= 0 || value.IndexOf("{{"u8) >= 0 || value.IndexOf("<%"u8) >= 0 || value.IndexOf("#{"u8) >= 0
            || value.IndexOf("$("u8) >= 0)
        {
            return 1;
        }

        foreach (var prefix in ReferencePrefixes)
        {
            if (ByteText.Matches(value, 0, prefix))
            {
                return 2;
            }
        }

        return value[0] switch
        {
            (byte)'$' when value.Length > 1 && (ByteText.IsWord(value[1]) || value[1] is (byte)'{' or (byte)'(')
                && AreAll(value[1..], static b =>
                b is (byte)'_' or (byte)'.' or (byte)'-' or (byte)'>' or (byte)'[' or (byte)']' or (byte)':') => 3,
            (byte)'%' when value.Length > 2 && (value[^1] == '%' || value[1] == '(') => 4,
            (byte)'<' when value[^1] == '>' => 5,
            (byte)'[' when value[^1] == ']' => 6,
            (byte)'{' when value[^1] == '}' => 7,
            (byte)'@' when value.Length > 2 && (value[^1] == '@' || AreAll(value[1..], static b => b is (byte)'_' or (byte)'.')) => 8,
            (byte)'!' or (byte)'&' or (byte)'*' when value.Length > 2
            && AreAll(value[1..], static b => b is (byte)'_' or (byte)'-' or (byte)' ') => 9,
            _ => ContainsFormat(value) ? 10 : 0,
        };
    }

    private static readonly byte[][] ReferencePrefixes =
    [
        "vault:"u8.ToArray(), "ssm:"u8.ToArray(), "env:"u8.ToArray(), "env."u8.ToArray(), "secretsmanager:"u8.ToArray(), "arn:"u8.ToArray(),
        "file:"u8.ToArray(), "op://"u8.ToArray(), "projects/"u8.ToArray(), "ref+"u8.ToArray(), "encrypted:"u8.ToArray(),
        "enc("u8.ToArray(), "enc["u8.ToArray(), "secret/"u8.ToArray(), "kv/"u8.ToArray(), "azurekeyvault"u8.ToArray(),
        "keyvault"u8.ToArray(), "@microsoft.keyvault"u8.ToArray(), "credhub"u8.ToArray(), "awskms"u8.ToArray(), "kms:"u8.ToArray(),
        "gcp:"u8.ToArray(), "sops:"u8.ToArray(), "pass:"u8.ToArray(), "(("u8.ToArray(),
        "credentials("u8.ToArray(), "process.env"u8.ToArray(), "os.environ"u8.ToArray(), "os.getenv"u8.ToArray(),
        "system.getenv"u8.ToArray(), "getenv"u8.ToArray(), "environ"u8.ToArray(), "secretref"u8.ToArray(), "valuefrom"u8.ToArray(),
        "aqica"u8.ToArray(), "/run/secrets"u8.ToArray(), "aws-ssm"u8.ToArray(), "doppler"u8.ToArray(), "config("u8.ToArray(),
        "var."u8.ToArray(), "local."u8.ToArray(), "data."u8.ToArray(), "self."u8.ToArray(), "this."u8.ToArray(), "module."u8.ToArray(),
        "!sub"u8.ToArray(), "!ref"u8.ToArray(), "!vault"u8.ToArray(), "!secret"u8.ToArray(),
    ];

    private static bool ContainsFormat(ReadOnlySpan<byte> value)
    {
        var percent = value.IndexOf((byte)'%');
        if (percent >= 0 && percent + 1 < value.Length
            && value[percent + 1] is (byte)'s' or (byte)'d' or (byte)'v' or (byte)'@' or (byte)'q' or (byte)'('
            && (value.Length <= 4 || percent + 2 >= value.Length || !ByteText.IsWord(value[percent + 2])))
        {
            return true;
        }

        return value.Length >= 2 && value[0] == '{' && value[1] is (byte)'}' or (byte)'0' or (byte)'1' && value.IndexOf((byte)'}') >= 0;
    }

    public static bool IsCall(ReadOnlySpan<byte> value)
    {
        var open = value.IndexOf((byte)'(');
        return open > 0 && IsName(value[..open]);
    }

    /// <summary>Returns whether the value begins with names joined by dots, arrows or colons, and then ends or has a bracket.</summary>
    public static bool IsMember(ReadOnlySpan<byte> value)
    {
        var (names, start) = (0, 0);
        for (var i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && (ByteText.IsWord(value[i]) || value[i] is (byte)'$' or (byte)'@'))
            {
                continue;
            }

            if (i == start || !(ByteText.IsLetter(value[start]) || value[start] is (byte)'_' or (byte)'$' or (byte)'@'))
            {
                return false;
            }

            names++;
            i += i + 1 < value.Length && value[i..] is [(byte)'-', (byte)'>', ..] or [(byte)':', (byte)':', ..] or [(byte)'?', (byte)'.',
                ..] ? 1 : 0;
            if (i < value.Length && value[i] is not ((byte)'.' or (byte)'>' or (byte)':'))
            {
                return names > 1 && value[i] is (byte)'(' or (byte)'[' or (byte)'!';
            }

            start = i + 1;
        }

        return names > 1;
    }

    private static bool IsName(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (!ByteText.IsWord(b) && b is not ((byte)'.' or (byte)':' or (byte)'$' or (byte)'>' or (byte)'-'))
            {
                return false;
            }
        }

        return text.Length > 0 && !ByteText.IsDigit(text[0]);
    }

    public static bool IsCamel(ReadOnlySpan<byte> value)
    {
        var humps = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (!ByteText.IsAsciiLetter(value[i]) && !(i > 0 && ByteText.IsDigit(value[i])))
            {
                return false;
            }

            humps += i > 0 && ByteText.IsUpper(value[i]) && !ByteText.IsUpper(value[i - 1]) ? 1 : 0;
        }

        return humps > 0;
    }

    /// <summary>
    /// Returns whether the value consists of words of letters and digits, joined by <paramref name="separator"/>. All letters are in
    /// upper case if <paramref name="upper"/> is true, otherwise in lower case.
    /// </summary>
    public static bool IsJoined(ReadOnlySpan<byte> value, byte separator, bool upper)
    {
        var separators = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == separator && i > 0 && i + 1 < value.Length && value[i - 1] != separator)
            {
                separators++;
            }
            else if (!(upper ? ByteText.IsUpper(value[i]) : ByteText.IsLowerLetter(value[i])) && !(i > 0 && ByteText.IsDigit(value[i])))
            {
                return false;
            }
        }

        return separators > 0;
    }

    public static bool IsPath(ReadOnlySpan<byte> value) =>
        value.StartsWith("/"u8) || value.StartsWith("./"u8) || value.StartsWith("../"u8) || value.StartsWith("~/"u8)
            || (value.Length > 2 && value[1] == ':' && value[2] == '\\');

    private static readonly byte[][] FileEndings =
    [
        ".pem"u8.ToArray(), ".key"u8.ToArray(), ".crt"u8.ToArray(), ".txt"u8.ToArray(), ".json"u8.ToArray(), ".yml"u8.ToArray(),
        ".yaml"u8.ToArray(), ".py"u8.ToArray(), ".js"u8.ToArray(), ".ts"u8.ToArray(), ".go"u8.ToArray(), ".rb"u8.ToArray(),
        ".php"u8.ToArray(), ".java"u8.ToArray(), ".htm"u8.ToArray(), ".html"u8.ToArray(),
        ".com"u8.ToArray(), ".org"u8.ToArray(), ".net"u8.ToArray(), ".io"u8.ToArray(), ".md"u8.ToArray(), ".jks"u8.ToArray(),
        ".p12"u8.ToArray(), ".pub"u8.ToArray(), ".xml"u8.ToArray(), ".png"u8.ToArray(), ".svg"u8.ToArray(), ".local"u8.ToArray(),
        ".conf"u8.ToArray(), ".cfg"u8.ToArray(), ".c"u8.ToArray(), ".h"u8.ToArray(), ".cs"u8.ToArray(),
    ];

    public static bool IsFileName(ReadOnlySpan<byte> value)
    {
        var dot = value.LastIndexOf((byte)'.');
        if (dot <= 0)
        {
            return false;
        }

        foreach (var ending in FileEndings)
        {
            if (value.Length - dot == ending.Length && ByteText.Matches(value, dot, ending))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsMail(ReadOnlySpan<byte> value)
    {
        var atSign = value.IndexOf((byte)'@');
        return atSign > 0 && value[atSign..].IndexOf((byte)'.') > 1 && value.IndexOf((byte)' ') < 0;
    }

    /// <summary>Returns whether the value consists of numbers joined by dots, possibly after the sign of a range: <c>^1.4.0</c>.</summary>
    public static bool IsVersion(ReadOnlySpan<byte> value)
    {
        var text = value.TrimStart("^~<>=v "u8);
        var (dots, i) = (0, 0);
        while (i < text.Length && (ByteText.IsDigit(text[i]) || (text[i] is (byte)'.' && i > 0)))
        {
            dots += text[i++] == '.' ? 1 : 0;
        }

        return dots >= 1 && (i == text.Length || text[i] is (byte)'-' or (byte)'+' or (byte)' ');
    }

    private static readonly byte[][] PublicPrefixes =
    [
        "MIIBI"u8.ToArray(), "MIGf"u8.ToArray(), "MFww"u8.ToArray(), "MFkw"u8.ToArray(), "MCow"u8.ToArray(), "MIIC"u8.ToArray(),
        "MIID"u8.ToArray(), "MIIE"u8.ToArray(), "MIIF"u8.ToArray(), "ssh-"u8.ToArray(), "ecdsa-"u8.ToArray(), "AAAAB3"u8.ToArray(),
        "AAAAC3"u8.ToArray(), "AAAAE2"u8.ToArray(),
    ];

    public static bool IsPublicKey(ReadOnlySpan<byte> value)
    {
        if (value.IndexOf("BEGIN PUBLIC"u8) >= 0 || value.IndexOf("BEGIN CERT"u8) >= 0 || value.IndexOf("BEGIN RSA PUBLIC"u8) >= 0)
        {
            return true;
        }

        foreach (var prefix in PublicPrefixes)
        {
            if (value.StartsWith(prefix))
            {
                return true;
            }
        }

        return false;
    }
}
