namespace SecretSentry.Engine.Judging;

/// <summary>The stems that tell a name: where one stands in an identifier, a value is looked for. Compared without regard to case.</summary>
internal static class NameStems
{
    /// <summary>Stems that tell wherever they stand in a name.</summary>
    private static readonly string[] Anywhere =
    [
        "pass", "pwd", "pswd", "phrase", "secret", "token", "key", "auth", "cred", "seed", "salt", "cookie", "nonce", "identified",
        "hmac", "bearer", "webhook", "jwt", "kennwort", "securestring", "senha", "contrase", "clave", "heslo", "parola",
        "getconnection", "createconnection", "mysqli", "ldap_bind", "simple_bind", "imap_open",
    ];

    /// <summary>Stems that must be a word of the name, since they stand in many other words.</summary>
    private static readonly string[] WholeWords =
    [
        "pw", "psw", "mdp", "pin", "otp", "totp", "sig", "psk", "mnemonic", "basic", "ntlm", "ssws", "splunk", "login", "signin", "connect", "sequelize", "pdo",
    ];

    /// <summary>All stems, in small letters.</summary>
    public static IEnumerable<string> All => Anywhere.Concat(WholeWords);

    /// <summary>For each first byte, in small letters, its stems, longest first.</summary>
    private static readonly (byte[] Text, bool IsWord)[][] ByFirst = Sort();

    private static (byte[] Text, bool IsWord)[][] Sort()
    {
        var all = Anywhere.Select(stem => (Text: System.Text.Encoding.ASCII.GetBytes(stem), IsWord: false))
            .Concat(WholeWords.Select(stem => (Text: System.Text.Encoding.ASCII.GetBytes(stem), IsWord: true)));
        var byFirst = all.ToLookup(stem => stem.Text[0]);
        return [.. Enumerable.Range(0, 256).Select(first => byFirst[(byte)first].OrderByDescending(stem => stem.Text.Length).ToArray())];
    }

    /// <summary>Length of the stem that stands at <paramref name="at"/>; 0 for none.</summary>
    public static int LengthAt(ReadOnlySpan<byte> content, int at)
    {
        foreach (var (text, isWord) in ByFirst[ByteText.Lower(content[at])])
        {
            if (ByteText.StandsAt(content, at, text) && (!isWord || IsWholeWord(content, at, at + text.Length)) && !IsAuthor(content, at))
            {
                return text.Length;
            }
        }

        return 0;
    }

    /// <summary>Author, authored, authors; not authorize and its kin.</summary>
    private static bool IsAuthor(ReadOnlySpan<byte> content, int at) =>
        ByteText.StandsAt(content, at, "author"u8) && !ByteText.StandsAt(content, at, "authori"u8);

    /// <summary>Whether a word of an identifier begins and ends there: at a mark, a digit, or where small and capital letters meet.</summary>
    private static bool IsWholeWord(ReadOnlySpan<byte> content, int start, int end)
    {
        var before = start > 0 ? content[start - 1] : (byte)' ';
        var after = end < content.Length ? content[end] : (byte)' ';
        var begins = !ByteText.IsLetter(before) || (ByteText.IsUpper(content[start]) && ByteText.IsLowerLetter(before));
        var ends = !ByteText.IsLetter(after) || (ByteText.IsUpper(after) && ByteText.IsLowerLetter(content[end - 1]));
        return begins && ends;
    }
}
