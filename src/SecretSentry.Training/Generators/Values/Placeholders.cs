using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Values;

/// <summary>What stands where a secret belongs and says that it is none.</summary>
internal static class Placeholders
{
    private static readonly string[] Things = Words.Split(
        "password token secret key api-key api-token access-token client-secret auth-token secret-key passphrase pass credentials " +
        "access-key webhook-secret pat");

    private static readonly string[] Foreign = Words.Split("""
        dein-passwort ihr-passwort hier-passwort-eintragen geheim-aendern votre-mot-de-passe votre_cle_api mot-de-passe-ici tu-contraseña
        tu_clave_aqui su_token cambiame cámbiame la-tua-password inserisci-password cambiami sua-senha sua_chave_api troque-me uw-wachtwoord
        jouw-token wijzig-mij twoje-haslo twój_token zmien_mnie vase-heslo zmente ditt-lösenord din-api-nyckel byt-ut-mig şifreniz
        buraya_sifre degistir ваш-пароль ваш_токен замени_меня your-mima 你的密码 在此填写密钥 あなたのパスワード ここにトークン 비밀번호_입력 salasanasi
        vaihda-tama password-anda ganti-saya token_kamu az-ön-jelszava
        """);

    private static readonly string[] OrderTable = Words.Split("""
        REPLACE_ME CHANGE_ME CHANGEME replace-me TODO FIXME TBD FILL_ME_IN fill_in SET_ME INSERT_HERE REPLACE CHANGE_THIS change-this
        changethis ReplaceMe to-be-replaced NOT_SET not-set unset UNDEFINED REDACTED [REDACTED] <redacted> [FILTERED] ***REMOVED*** HIDDEN
        [hidden] MASKED (sensitive) removed <removed> N/A n/a none None empty dummy OVERRIDE_ME
        """);

    private static readonly string[] FoolishTable = Words.Split("""
        foo bar foobar baz foobarbaz abc abc123 xyz testing asdf blah quux qux whatever something lorem string value dummy fake mock
        example sample hunter2 thisisnotasecret not-a-secret not_a_real_token deadbeef tok token token1
        """);

    private static readonly string[] WeakTable = Words.Split("""
        123456 12345678 123456789 1234567890 1234 12345 111111 000000 123123 654321 admin admin admin123 admin1234 administrator root root
        root123 toor password password password1 password123 Password1 Password123 P@ssw0rd P@ssword1 passw0rd pass pass123 passwd
        changeme changeme changeit changeme123 change-me secret secret secret123 s3cr3t topsecret supersecret mysecret letmein welcome
        welcome1 qwerty qwerty123 guest user test test123 test1234 demo default postgres mysql redis minioadmin rabbitmq guest123 oracle
        sa abc123 iloveyou master manager system admin@123 Admin123! root@123 mypassword my-secret-pw secretpassword postgres123 mongo
        grafana elastic kibana jenkins sonar nexus tomcat ubuntu vagrant raspberry passer dev developer local
        """);

    private static readonly string[] IssuerPrefixes = Words.Split("""
        ghp_ gho_ ghs_ github_pat_ glpat-
        xoxb- xoxp- xapp-1- sk- sk-proj- sk-ant- sk_test_ sk_live_ pk_test_ rk_live_ whsec_ AKIA ASIA AIza ya29. 1// SG. key-
        npm_ pypi- dop_v1_ shpat_ hf_ dckr_pat_ lin_api_ secret_ ntn_ figd_ EAAC AC SK sq0csp- hvs. s.
        Bearer_ NRAK- phc_ sntrys_ tfp_ pat- rubygems_
        """);

    public static string Yours(Dice dice)
    {
        var lead = dice.Pick("your", "your", "your", "my", "insert", "enter", "put", "add", "some", "the", "a", "change", "set", "paste");
        var tail = dice.Pick("", "", "", "here", "goes-here", "value");
        var whose = dice.Chance(30) ? Words.Term(dice) : "";
        string[] words = [lead, whose, .. Thing(dice), .. tail.Split('-')];
        var style = dice.Pick("kebab", "kebab", "snake", "snake", "upper", "camel", "pascal", "flat", "flatupper");
        return Casing.Write(style, [.. words.Where(word => word.Length > 0)]);
    }

    /// <summary>What a usage line calls its argument: PASSWORD, API_TOKEN.</summary>
    public static string Metavariable(Dice dice) => Casing.Write(dice.Pick("upper", "upper", "upper", "flatupper"), Thing(dice));

    public static string YoursInWords(Dice dice) =>
        dice.Pick("your ", "Your ", "the ", "insert your ", "enter ", "put your ", "my ", "paste your ") +
        string.Join(' ', Thing(dice)) + dice.Pick("", "", " here", " goes here", " from the console", "...");

    public static string InBrackets(Dice dice)
    {
        string[] words = dice.Chance(40) ? [Words.Term(dice), .. Thing(dice)] : dice.Chance(50) ? ["your", .. Thing(dice)] : Thing(dice);
        var text = Casing.Write(dice.Pick("kebab", "snake", "upper", "upper", "camel"), words);
        return dice.Below(6) switch
        {
            0 => "[" + text + "]",
            1 => "{" + text + "}",
            2 => "<<" + text + ">>",
            3 => "__" + text + "__",
            4 => "%" + text + "%",
            _ => "<" + text + ">",
        };
    }

    public static string InBracketsWithBlanks(Dice dice) =>
        dice.Pick("<", "[", "<", "(") switch
        {
            "<" => "<" + YoursInWords(dice) + ">",
            "[" => "[" + YoursInWords(dice) + "]",
            _ => "(" + YoursInWords(dice) + ")",
        };

    /// <summary>The same character again and again, perhaps behind a prefix.</summary>
    public static string Crossed(Dice dice)
    {
        var mark = dice.Pick('x', 'x', 'x', 'X', 'X', '*', '*', '.', '0', '1', '-', '_', '#', '?', 'a', 'A', 'y', 'z', '•');
        var run = new string(mark, dice.Between(3, 40));
        return dice.Chance(25) ? Words.Invented(dice)[..2] + dice.Pick("_", "-") + run : run;
    }

    /// <summary>A form that shows groups of crossed characters: xxxx-xxxx, XXXX.YYYY.</summary>
    public static string CrossedGroups(Dice dice) =>
        string.Join(dice.Pick('-', '-', '.', '_'), Enumerable.Range(0, dice.Between(2, 5)).Select(_ => new string(dice.Pick('x', 'X', 'y',
            '0'), dice.Between(2, 12))));

    public static string Order(Dice dice) => dice.Pick(OrderTable);

    public static string Sample(Dice dice)
    {
        string[] words = [dice.Pick("example", "sample", "dummy", "fake", "mock", "test", "demo", "foo", "stub", "placeholder", "invalid",
            "bogus", "any", "some"), .. Thing(dice)];
        return Casing.Write(dice.Pick("kebab", "snake", "upper", "camel", "flat", "pascal"), words) + (dice.Chance(35) ? dice.Pick("1",
            "2", "-123", "_1", "123", "-abc") : "");
    }

    public static string Foolish(Dice dice) => dice.Pick(FoolishTable);

    public static string Foreigners(Dice dice)
    {
        var text = dice.Pick(Foreign);
        return dice.Below(4) switch { 0 => "<" + text + ">", 1 => Casing.Upper(text), _ => text };
    }

    /// <summary>A documented sample: random text that carries the word EXAMPLE.</summary>
    public static string Documented(Dice dice)
    {
        var random = RandomTokens.UpperAndDigits(dice);
        random = random[..Math.Min(random.Length, dice.Between(8, 24))];
        return dice.Below(4) switch
        {
            0 => dice.Letters("abcdefghijklmnopqrstuvwxyz0123456789", dice.Between(6, 24)) + "example" + dice.Pick("", "key", "token"),
            1 => "example" + RandomTokens.LowerAndDigits(dice)[..8],
            2 => random + "EXAMPLE" + dice.Pick("KEY", "TOKEN", ""),
            _ => "AK" + "IA" + dice.Letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 9) + "EXAMPLE",
        };
    }

    /// <summary>The head of a token, then an ellipsis.</summary>
    public static string CutOff(Dice dice)
    {
        var token = dice.Pick<Func<Dice, string>>(RandomTokens.Hex, RandomTokens.LettersAndDigits, RandomTokens.Base64Url,
            RandomTokens.WithPrefix)(dice);
        var head = token[..Math.Min(token.Length, dice.Between(2, 14))];
        return dice.Below(5) switch
        {
            0 => head + "…",
            1 => head + new string(dice.Pick('*', 'x', 'X'), dice.Between(4, 20)),
            2 => head + "..." + token[^Math.Min(4, token.Length)..],
            3 => head + "[...]",
            _ => head + "...",
        };
    }

    /// <summary>Alphabets, counting and repetition where random text belongs.</summary>
    public static string Patterned(Dice dice)
    {
        var length = dice.Pick(8, 12, 16, 20, 24, 32, 32, 40, 64);
        var row = dice.Pick(
            "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789", "1234567890", "0123456789abcdef", "abcdef0123456789",
            "abcdefghijklmnopqrstuvwxyz0123456789",
            "abc123", "deadbeef", "cafebabe", "a1b2c3d4e5f6", "0a1b2c3d", "abcd1234", "aaaabbbbccccdddd", "foobar", "ffff0000",
            "testtoken", "secretsecret");
        var text = string.Concat(Enumerable.Repeat(row, (length / row.Length) + 1))[..length];
        return dice.Chance(25) ? Words.Invented(dice)[..3] + dice.Pick("_", "-") + text : text;
    }

    /// <summary>An issuer's form, filled with nothing: the prefix of its tokens and a pattern, crosses or an ellipsis.</summary>
    public static string IssuerSample(Dice dice)
    {
        var prefix = dice.Pick(IssuerPrefixes);
        return prefix + dice.Below(5) switch
        {
            0 => new string(dice.Pick('x', 'X', '0', 'a', 'A', '*', '1'), dice.Between(8, 40)),
            1 => "1234567890" + dice.Pick("", "abcdef", "abcdefghij", "-0987654321", "ABCDEFGHIJKLMNOP"),
            2 => dice.Pick("abcdefghijklmnop", "ABCDEFGHIJKLMNOP", "abc123def456") + dice.Pick("", "qrstuvwxyz", "123456"),
            3 => dice.Pick("...", "…", "your", "YOUR_TOKEN", "your-token-here", "example", "EXAMPLE", "fake", "invalid", "redacted"),
            _ => RandomTokens.Uuid(dice)[..dice.Between(2, 6)] + dice.Pick("...", "xxxx", "****", "…", "xxxxxxxxxxxxxxxx"),
        };
    }

    /// <summary>A token that is wrong on purpose: a word says so, or it repeats itself.</summary>
    public static string Wrong(Dice dice)
    {
        var word = dice.Pick("invalid", "wrong", "bad", "expired", "malformed", "broken", "unknown", "nonexistent", "incorrect", "corrupt",
            "forged", "missing", "revoked", "old");
        string[] words = [word, .. Thing(dice)];
        return dice.Below(3) switch
        {
            0 => word + dice.Pick("-", "_", "") + RandomTokens.Hex(dice)[..8],
            1 => Casing.Write(dice.Pick("flat", "pascal", "upper"), words) + dice.Pick("", "!", "123"),
            _ => Casing.Write(dice.Pick("kebab", "snake", "camel"), words),
        };
    }

    /// <summary>What ships as a default and everybody knows. Whether it counts as a secret, the file decides.</summary>
    public static string Weak(Dice dice) => dice.Pick(WeakTable);

    private static string[] Thing(Dice dice) => dice.Pick(Things).Split('-');
}
