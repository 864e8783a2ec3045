using System.Runtime.CompilerServices;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Features;

/// <summary>Words and marks of placeholders, and values that everybody knows. All texts are in lower case.</summary>
[SkipLocalsInit] // buffers are written before they are read
internal static class SampleWords
{
    /// <summary>Kinds of words, the most telling first. The number of a kind is its index plus one.</summary>
    private static readonly string[][] Kinds =
    [
        ["xxx", "***", "...", "___", "\u2026", @"\u2026", "????"],
        ["your", "<", "insert", "enter", "replace", "put_", "put-", "fill", "goes_here", "goes-here", "goeshere", "-here", "_here"],
        ["change", "placeholder", "todo", "fixme", "redacted", "hidden", "removed", "omitted", "masked", "censored", "tbd", "unset",
        "notset", "not_set"],
        ["example", "sample", "dummy", "fake", "lorem", "blah", "mock", "stub"],
        ["invalid", "wrong", "incorrect", "expired", "bad_", "bad-", "notvalid", "not_valid", "nonexist", "unknown", "missing",
        "doesnotexist"],
        ["foo", "bar", "baz", "qux", "hello", "world", "jbswy3dpehpk3pxp"],
        ["test", "demo", "default", "temp", "trial", "hunter2", "correct horse"],
        ["1234", "abcd", "qwert", "asdf", "letmein", "0000", "1111", "9876", "abc123", "zxcv", "1q2w"],
        ["none", "null", "undefined", "true", "false", "nil", "empty", "optional", "required"],
        ["some", "my_", "my-", "any", "the_", "mysecret", "mypass", "mytoken", "mykey"],
    ];

    private static readonly byte[][][] Words = [.. Kinds.Select(kind => kind.Select(System.Text.Encoding.UTF8.GetBytes).ToArray())];

    /// <summary>Words that are telling anywhere, because no other word contains them.</summary>
    private static readonly byte[][] Telling = ByteText.Split(
        "secret passw passphrase token credential p4ss p@ss kennwort contrase parola wachtwoord");

    /// <summary>
    /// Words that occur in other words ("monkey", "compass", "author"). They are telling alone, in the plural, or next to one of
    /// <see cref="Beside"/>.
    /// </summary>
    private static readonly byte[][] ShortTelling = ByteText.Split("key pass passe pwd cred auth senha clave heslo mdp");

    /// <summary>Words that occur directly before or after the short words, without a mark between them.</summary>
    private static readonly byte[][] Beside = ByteText.Split(
        "my your the api app user db admin root access private public secret auth login test new old some any client server sign signing "
        + "encrypt encryption master shared site host code word phrase wd key id get set is has from field input value name text type file "
        + "path hash");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Common = new HashSet<string>(
        ("password passwd pass secret admin root qwerty letmein welcome monkey dragon master login iloveyou sunshine princess football "
        + "superman hunter changeit changeme default guest administrator postgres mysql oracle toor manager "
        + "password1 password12 password123 passw0rd p@ssw0rd p@ssword admin123 admin1234 root123 test test123 test1234 user user123 "
        + "demo 123456 12345 1234 123 12345678 123456789 1234567890 111111 000000 123123 654321 qwerty123 1q2w3e4r 1q2w3e abc123 a123456 "
        + "zxcvbnm asdfgh asdf "
        + "rabbitmq redis elastic minio minioadmin sa tomcat vagrant ubuntu pi raspberry support system wordpress drupal jenkins nexus "
        + "sonar grafana kibana neo4j cassandra mongo mariadb odoo keycloak").Split(' '),
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Keywords = new HashSet<string>(
        ("true false null none nil undefined yes no on off string str text int integer number bool boolean float double object array "
        + "list any void char byte bytes varchar optional required readonly write read const let var new return self this "
        + "basic bearer plain digest oauth oauth2 ldap saml local jwt bcrypt md5 sha1 sha256 sha512 hs256 rs256 es256 aes rsa ecdsa "
        + "ed25519 base64 hex utf-8 utf8 post get put delete header query body cookie form json xml auto enabled disabled always never "
        + "name value key token password secret user username email id url host port path file type code data").Split(' '),
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Words for "password" and "token" in other languages, as in translations. Words in other scripts are recognized by their bytes.
    /// </summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Translations = new HashSet<string>(
        ("passwort kennwort wachtwoord senha palavrapasse contrasena contrase clave parola parolachiave motdepasse mdp haslo heslo "
        + "lozinka zaporka sifra sifre parool salasana adgangskode adgangskoden losenord passord jelszo parole slaptazodis "
        + "geslo fjalekalimi katasandi katalaluan matkhau pasahitza contrasenya contrasinal lykilord cyfrinair nenosiri passwd "
        + "palabraclave codeword geheimnis schlussel nyckel nokkel avain klucz klic kulcs cle llave chave chiave anahtar jeton simbolo")
        .Split(' '),
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Returns the offset of the first word of the most telling kind, and that kind (1 and up). Returns -1 and 0 when there is none.
    /// </summary>
    public static int FindFirst(ReadOnlySpan<byte> text, out int kind)
    {
        for (kind = 1; kind <= Words.Length; kind++)
        {
            foreach (var word in Words[kind - 1])
            {
                if (text.IndexOf(word) is >= 0 and var offset)
                {
                    return offset;
                }
            }
        }

        kind = 0;
        return -1;
    }

    /// <summary>
    /// Returns how a text names a secret. 0: not at all. 1: it contains a word that does. 2: it begins or ends with such a word. 3: it is
    /// such a word of another language.
    /// </summary>
    public static int GetSecretWordKind(ReadOnlySpan<byte> text)
    {
        if (IsTranslation(text))
        {
            return 3;
        }

        foreach (var word in Telling)
        {
            if (text.IndexOf(word) is >= 0 and var offset)
            {
                return offset == 0 || text.EndsWith(word) ? 2 : 1;
            }
        }

        return GetShortWordKind(text);
    }

    private static int GetShortWordKind(ReadOnlySpan<byte> text)
    {
        foreach (var word in ShortTelling)
        {
            for (var from = 0; text[from..].IndexOf(word) is >= 0 and var next; from += next + 1)
            {
                if (IsSeparateWord(text, from + next, from + next + word.Length))
                {
                    return from + next == 0 || from + next + word.Length == text.Length ? 2 : 1;
                }
            }
        }

        return 0;
    }

    /// <summary>Returns whether the letters on each side of a word are absent, form its plural, or are words of their own.</summary>
    private static bool IsSeparateWord(ReadOnlySpan<byte> text, int start, int end)
    {
        var before = text[..start];
        before = before[(before.LastIndexOfAnyExceptInRange((byte)'a', (byte)'z') + 1)..];
        var after = text[end..];
        after = after.IndexOfAnyExceptInRange((byte)'a', (byte)'z') is >= 0 and var length ? after[..length] : after;
        return (before.IsEmpty || ByteText.EndsInAny(before, Beside))
            && (after.IsEmpty || after is [(byte)'s'] || ByteText.BeginsWithAny(after, Beside));
    }

    /// <summary>Returns whether the text is one of the passwords that everybody tries first, or a product's default.</summary>
    public static bool IsCommonPassword(ReadOnlySpan<byte> text) => IsIn(text, Common);

    /// <summary>Returns whether the text is a word of programming languages, types and settings.</summary>
    public static bool IsKeyword(ReadOnlySpan<byte> text) => IsIn(text, Keywords);

    /// <summary>Returns whether the ASCII letters of the text form such a word. Accented letters are ignored.</summary>
    private static bool IsTranslation(ReadOnlySpan<byte> text)
    {
        Span<byte> letters = stackalloc byte[20];
        var length = 0;
        foreach (var b in text)
        {
            if (ByteText.IsLowerLetter(b))
            {
                if (length == letters.Length)
                {
                    return false;
                }

                letters[length++] = b;
            }
            else if (ByteText.IsDigit(b))
            {
                return false;
            }
        }

        return IsIn(letters[..length], Translations);
    }

    private static bool IsIn(ReadOnlySpan<byte> text, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> set)
    {
        if (text.Length > 20)
        {
            return false;
        }

        Span<char> chars = stackalloc char[20];
        for (var i = 0; i < text.Length; i++)
        {
            chars[i] = (char)text[i];
        }

        return set.Contains(chars[..text.Length]);
    }
}
