using System.Buffers.Binary;
using System.Text;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// The stems of telling names. If an identifier contains a stem, a value is searched for. Comparison is case-insensitive.
/// </summary>
internal static class NameStems
{
    /// <summary>Stems that are telling anywhere in a name.</summary>
    private static readonly string[] Anywhere =
    [
        "pass", "pwd", "pswd", "phrase", "secret", "token", "key", "auth", "cred", "seed", "salt", "cookie", "nonce", "identified",
        "hmac", "bearer", "webhook", "jwt", "kennwort", "securestring", "senha", "contrase", "clave", "heslo", "parola",
        "getconnection", "createconnection", "mysqli", "ldap_bind", "simple_bind", "imap_open",
        "create_user", "createuser", "create_superuser", "createsuperuser", "wifi.begin", "tochararray", "unprotect", "rocommunity",
            "rwcommunity",
        "zugangsdaten", "rootpw", "bindpw", "userpw", "adminpw", "dbpw", "wachtwoord", "salasana", "adgangskode", "lozinka",
            "has\u0142o", "l\u00f6senord", "\u015fifre", "\u015eifre", "jelsz\u00f3",
        "\u0430\u0440\u043e\u043b", // Cyrillic words without their first letter, which has an upper-case form of its own
        "\u5bc6\u7801", "\u5bc6\u78bc", "\u53e3\u4ee4", "\u30d1\u30b9\u30ef\u30fc\u30c9", "\ube44\ubc00\ubc88\ud638",
    ];

    /// <summary>Stems that must be a whole word of the name, because many other words contain them.</summary>
    private static readonly string[] WholeWords =
    [
        "pw", "psw", "mdp", "pin", "otp", "totp", "sig", "psk", "mnemonic", "basic", "ntlm", "ssws", "splunk", "login", "signin", "connect",
            "sequelize", "pdo", "assword",
    ];

    /// <summary>All stems, in lower case.</summary>
    public static IEnumerable<string> All => Anywhere.Concat(WholeWords);

    /// <summary>The stems for each first byte, in lower case, longest first.</summary>
    private static readonly Stem[][] ByFirst = Sort();

    private static Stem[][] Sort()
    {
        var all = Anywhere.Select(stem => Stem.Create(stem, isWord: false))
            .Concat(WholeWords.Select(stem => Stem.Create(stem, isWord: true)));
        var byFirst = all.ToLookup(stem => stem.Text[0]);
        return [.. Enumerable.Range(0, 256).Select(first => byFirst[(byte)first].OrderByDescending(stem => stem.Text.Length).ToArray())];
    }

    /// <summary>Returns the length of the stem at <paramref name="offset"/>. Returns 0 when there is none.</summary>
    public static int GetStemLength(ReadOnlySpan<byte> content, int offset)
    {
        if (content.Length - offset < sizeof(uint))
        {
            return GetStemLengthScalar(content, offset);
        }

        var begins = BinaryPrimitives.ReadUInt32LittleEndian(content[offset..]) | Stem.SmallLetters;
        foreach (ref readonly var stem in ByFirst[ByteText.ToLower(content[offset])].AsSpan())
        {
            if ((begins & stem.Mask) == stem.Begins && MatchesRest(stem, content, offset) && IsWordOf(stem, content, offset))
            {
                return stem.Length;
            }
        }

        return 0;
    }

    /// <summary>Like <see cref="GetStemLength"/>, without comparing four bytes at once.</summary>
    internal static int GetStemLengthScalar(ReadOnlySpan<byte> content, int offset)
    {
        foreach (var stem in ByFirst[ByteText.ToLower(content[offset])])
        {
            if (ByteText.Matches(content, offset, stem.Text) && IsWordOf(stem, content, offset))
            {
                return stem.Text.Length;
            }
        }

        return 0;
    }

    /// <summary>Returns whether the rest of the stem follows its first four letters.</summary>
    private static bool MatchesRest(in Stem stem, ReadOnlySpan<byte> content, int offset) =>
        stem.IsAscii ? stem.Length <= sizeof(uint) || ByteText.Matches(content, offset + sizeof(uint), stem.Text.AsSpan(sizeof(uint)))
            : ByteText.Matches(content, offset, stem.Text);

    private static bool IsWordOf(in Stem stem, ReadOnlySpan<byte> content, int offset) =>
        stem.IsWord ? IsWholeWord(content, offset, offset + stem.Length) : !IsAuthor(content, offset);

    /// <summary>Returns true for author, authored and authors, and false for authorize and similar words.</summary>
    internal static bool IsAuthor(ReadOnlySpan<byte> content, int offset) =>
        ByteText.Matches(content, offset, "author"u8) && !ByteText.Matches(content, offset, "authori"u8);

    /// <summary>
    /// Returns whether a word of an identifier begins and ends there. The limits of a word are a mark, a digit, or a change between lower
    /// and upper case.
    /// </summary>
    private static bool IsWholeWord(ReadOnlySpan<byte> content, int start, int end)
    {
        var before = start > 0 ? content[start - 1] : (byte)' ';
        var after = end < content.Length ? content[end] : (byte)' ';
        var begins = !ByteText.IsLetter(before) || (ByteText.IsUpper(content[start]) && ByteText.IsLowerLetter(before));
        var ends = !ByteText.IsLetter(after) || (ByteText.IsUpper(after) && ByteText.IsLowerLetter(content[end - 1]));
        return begins && ends;
    }

    /// <summary>
    /// A stem in lower case, and its first four letters as a number. If setting bit 0x20 makes a byte equal to a lower-case letter, the
    /// byte is that letter in either case. For other scripts the four bytes only say that the stem may occur there.
    /// </summary>
    private readonly record struct Stem(byte[] Text, int Length, bool IsWord, uint Begins, uint Mask, bool IsAscii)
    {
        public const uint SmallLetters = 0x20202020;

        public static Stem Create(string stem, bool isWord)
        {
            var text = Encoding.UTF8.GetBytes(stem);
            Span<byte> four = [0, 0, 0, 0];
            text.AsSpan(0, Math.Min(four.Length, text.Length)).CopyTo(four);
            var mask = text.Length < four.Length ? (1u << (8 * text.Length)) - 1 : uint.MaxValue;
            var begins = (BinaryPrimitives.ReadUInt32LittleEndian(four) | SmallLetters) & mask;
            return new(text, text.Length, isWord, begins, mask, Ascii.IsValid(text));
        }
    }
}
