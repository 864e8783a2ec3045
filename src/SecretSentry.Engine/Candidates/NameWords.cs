using System.Runtime.CompilerServices;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Looks up words of names.</summary>
[SkipLocalsInit] // buffers are written before they are read
internal static class NameWords
{
    /// <summary>Size of the hash table. A power of two, several times the number of words.</summary>
    private const int Slots = 1024;

    /// <summary>The hash table. Each word is in the slot of its hash, or in the next free one.</summary>
    private static readonly (byte[]? Word, NameWord Says)[] Table = BuildTable(BuildWords());

    /// <summary>For each last byte, in either case, a bit for each length that words of the table have. It rules out most words.</summary>
    private static readonly uint[] LengthsByLast = BuildLengths();

    private const int MaxWord = 16;

    private const int LeastBefore = 2;

    private const int LeastWord = 2;

    /// <summary>Minimum length of a word for a credential that counts after any other letters.</summary>
    private const int LeastLong = 5;

    /// <summary>Returns the meaning of a word, case-insensitive.</summary>
    public static NameWord Classify(ReadOnlySpan<byte> word)
    {
        if (word.Length is 0 or > MaxWord || (LengthsByLast[word[^1]] >> word.Length & 1) == 0)
        {
            return NameWord.None;
        }

        Span<byte> buffer = stackalloc byte[MaxWord];
        ReadOnlySpan<byte> lower = ByteText.ToLower(word, buffer);
        for (var slot = GetSlot(lower); Table[slot].Word is { } stored; slot = (slot + 1) % Slots)
        {
            if (lower.SequenceEqual(stored))
            {
                return Table[slot].Says;
            }
        }

        return NameWord.None;
    }

    /// <summary>
    /// Splits a run of letters that is not in the table into a known last word and what precedes it: <c>APPSECRET</c>, <c>dbpasswd</c>,
    /// <c>tokenid</c>. Other words end in a short word by chance (<c>monkey</c>, <c>compass</c>), so a short word counts only after another
    /// known one.
    /// </summary>
    /// <returns>Offset of the last word. 0 when there is none.</returns>
    public static int FindLastWord(ReadOnlySpan<byte> run)
    {
        for (var start = Math.Max(LeastBefore, run.Length - MaxWord); run.Length - start >= LeastWord; start++)
        {
            var says = Classify(run[start..]);
            if (says != NameWord.None && ((run.Length - start >= LeastLong && says <= NameWord.Credential)
                || Classify(run[..start]) != NameWord.None))
            {
                return start;
            }
        }

        return 0;
    }

    private static int GetSlot(ReadOnlySpan<byte> word)
    {
        var hash = WordModel.HashStart;
        foreach (var letter in word)
        {
            hash = WordModel.Step(hash, letter);
        }

        return (int)((hash ^ (hash >> 15)) % Slots);
    }

    private static uint[] BuildLengths()
    {
        var lengths = new uint[256];
        foreach (var (word, _) in Table)
        {
            if (word is not null)
            {
                lengths[word[^1]] |= 1u << word.Length;
            }
        }

        for (var letter = 'A'; letter <= 'Z'; letter++)
        {
            lengths[letter] = lengths[ByteText.ToLower((byte)letter)];
        }

        return lengths;
    }

    private static (byte[]? Word, NameWord Says)[] BuildTable(Dictionary<string, NameWord> words)
    {
        var slots = new (byte[]? Word, NameWord Says)[Slots];
        foreach (var (text, says) in words)
        {
            var word = System.Text.Encoding.UTF8.GetBytes(text);
            var slot = GetSlot(word);
            while (slots[slot].Word is not null)
            {
                slot = (slot + 1) % Slots;
            }

            slots[slot] = (word, says);
        }

        return slots;
    }

    private static Dictionary<string, NameWord> BuildWords()
    {
        var words = new Dictionary<string, NameWord>(StringComparer.Ordinal);
        Add(NameWord.Password, "pass password passwords passwd pwd pw psw pswd passphrase passcode pin kennwort passwort senha "
            + "contrasena clave heslo parola mdp motdepasse wachtwoord haslo sifre "
            + "rootpw bindpw userpw adminpw dbpw salasana adgangskode lozinka has\u0142o l\u00f6senord \u015fifre \u015eifre jelsz\u00f3 "
            + "\u043f\u0430\u0440\u043e\u043b\u044c \u041f\u0430\u0440\u043e\u043b\u044c \u5bc6\u7801 \u5bc6\u78bc \u53e3\u4ee4 "
                + "\u30d1\u30b9\u30ef\u30fc\u30c9 \ube44\ubc00\ubc88\ud638");
        Add(NameWord.Secret, "secret secrets seed mnemonic psk");
        Add(NameWord.Token, "token tokens jwt bearer pat otp totp");
        Add(NameWord.Key, "key keys apikey apikeys pk sk kek dek hmac secretkey accesskey authkey");
        Add(NameWord.Auth, "auth oauth authorization authentication authenticate authorize basic");
        Add(NameWord.Credential, "credential credentials creds cred login identified");
        Add(NameWord.Salt, "salt nonce iv");
        Add(NameWord.Hash,
            "sig signature sign signed hash digest checksum sha sha1 sha256 sha512 md5 fingerprint cert certificate crt integrity etag");
        Add(NameWord.Cookie, "cookie cookies session sessionid sid csrf xsrf csrftoken authenticity crumb");
        Add(NameWord.Api, "api access webhook client app consumer service");
        Add(NameWord.Private, "private priv prv");
        Add(NameWord.Public, "public pub pubkey publickey recv keyserver keyring");
        Add(NameWord.Identity, "id ids name names guid uuid kid arn ref number serial");
        Add(NameWord.Location,
            "file filename path dir folder url uri endpoint host location keyfile store provider manager service vault class source "
            + "bucket");
        Add(NameWord.Interface,
            "label hint placeholder title message msg text error errors prompt help description desc input field form button placeholder "
            + "tooltip caption heading subject icon screen page dialog view invalid required mismatch incorrect");
        Add(NameWord.Property,
            "type len length size count min max policy algorithm algo method format version pattern regex enabled disabled required "
            + "expiry expires expiration expire ttl timeout age strength validator encoding prefix suffix scope scopes limit mode kind "
            + "status state usage date time at on lifetime duration rotation index offset");
        Add(NameWord.Index,
            "primary foreign cache sort partition group map dict index unique shift arrow hot lookup routing row object translation i18n "
            + "column table alias range hash storage menu shortcut registry ssh config meta event press code board word");
        Add(NameWord.Change,
            "confirm confirmation repeat again reset change changed forgot forgotten forget new old current update recovery verify");
        Add(NameWord.Variable, "env var variable param params parameter header attr attribute arg args option opt flag");
        Add(NameWord.Sample, "test tests dummy fake example invalid wrong bad sample demo default mock stub placeholder expected temp tmp");
        Add(NameWord.Product,
            "db database mysql postgres postgresql redis smtp mail email aws azure gcp google github gitlab stripe slack twilio sendgrid "
            + "mongo mongodb ldap ftp ssh root admin rabbitmq amqp elastic docker npm jenkins facebook twitter heroku mailgun paypal "
            + "wifi proxy keystore truststore sudo master");
        Add(NameWord.Encrypted, "encrypted hashed crypt bcrypt encoded encoder masked hidden obfuscated sealed");
        Add(NameWord.User, "user username usr account uid owner");
        return words;

        void Add(NameWord meaning, string all)
        {
            foreach (var word in all.Split(' '))
            {
                words.TryAdd(word, meaning);
            }
        }
    }
}
