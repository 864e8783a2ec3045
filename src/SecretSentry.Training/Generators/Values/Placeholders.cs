using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Values;

/// <summary>Texts in the position of a secret that say that they are none.</summary>
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

    public static string CreateYours(Dice dice)
    {
        var first = dice.Pick("your", "your", "your", "my", "insert", "enter", "put", "add", "some", "the", "a", "change", "set", "paste");
        var tail = dice.Pick("", "", "", "here", "goes-here", "value");
        var whose = dice.DrawChance(30) ? Words.PickTerm(dice) : "";
        string[] words = [first, whose, .. PickThing(dice), .. tail.Split('-')];
        var style = dice.Pick("kebab", "kebab", "snake", "snake", "upper", "camel", "pascal", "flat", "flatupper");
        return Casing.Write(style, [.. words.Where(word => word.Length > 0)]);
    }

    /// <summary>What a usage line calls its argument: PASSWORD, API_TOKEN.</summary>
    public static string CreateMetavariable(Dice dice) => Casing.Write(dice.Pick("upper", "upper", "upper", "flatupper"), PickThing(dice));

    public static string CreateYoursInWords(Dice dice) =>
        dice.Pick("your ", "Your ", "the ", "insert your ", "enter ", "put your ", "my ", "paste your ") +
        string.Join(' ', PickThing(dice)) + dice.Pick("", "", " here", " goes here", " from the console", "...");

    public static string CreateInBrackets(Dice dice)
    {
        string[] words = dice.DrawChance(40) ? [Words.PickTerm(dice), .. PickThing(dice)] : dice.DrawChance(50)
            ? ["your", .. PickThing(dice)] : PickThing(dice);
        var text = Casing.Write(dice.Pick("kebab", "snake", "upper", "upper", "camel"), words);
        return dice.DrawBelow(6) switch
        {
            0 => "[" + text + "]",
            1 => "{" + text + "}",
            2 => "<<" + text + ">>",
            3 => "__" + text + "__",
            4 => "%" + text + "%",
            _ => "<" + text + ">",
        };
    }

    public static string CreateInBracketsWithBlanks(Dice dice) =>
        dice.Pick("<", "[", "<", "(") switch
        {
            "<" => "<" + CreateYoursInWords(dice) + ">",
            "[" => "[" + CreateYoursInWords(dice) + "]",
            _ => "(" + CreateYoursInWords(dice) + ")",
        };

    /// <summary>A repeated character, sometimes after a prefix.</summary>
    public static string CreateCrossed(Dice dice)
    {
        var character = dice.Pick('x', 'x', 'x', 'X', 'X', '*', '*', '.', '0', '1', '-', '_', '#', '?', 'a', 'A', 'y', 'z', '•');
        var run = new string(character, dice.DrawBetween(3, 40));
        return dice.DrawChance(25) ? Words.CreateInvented(dice)[..2] + dice.Pick("_", "-") + run : run;
    }

    /// <summary>A form that shows groups of crossed characters: xxxx-xxxx, XXXX.YYYY.</summary>
    public static string CreateCrossedGroups(Dice dice) =>
        string.Join(dice.Pick('-', '-', '.', '_'), Enumerable.Range(0, dice.DrawBetween(2, 5))
            .Select(_ => new string(dice.Pick('x', 'X', 'y',
            '0'), dice.DrawBetween(2, 12))));

    public static string CreateOrder(Dice dice) => dice.Pick(OrderTable);

    public static string CreateSample(Dice dice)
    {
        string[] words = [dice.Pick("example", "sample", "dummy", "fake", "mock", "test", "demo", "foo", "stub", "placeholder", "invalid",
            "bogus", "any", "some"), .. PickThing(dice)];
        return Casing.Write(dice.Pick("kebab", "snake", "upper", "camel", "flat", "pascal"), words) + (dice.DrawChance(35) ? dice.Pick("1",
            "2", "-123", "_1", "123", "-abc") : "");
    }

    public static string CreateFoolish(Dice dice) => dice.Pick(FoolishTable);

    public static string CreateForeign(Dice dice)
    {
        var text = dice.Pick(Foreign);
        return dice.DrawBelow(4) switch { 0 => "<" + text + ">", 1 => Casing.ToUpper(text), _ => text };
    }

    /// <summary>A documented sample: random text that carries the word EXAMPLE.</summary>
    public static string CreateDocumented(Dice dice)
    {
        var random = RandomTokens.CreateUpperAndDigits(dice);
        random = random[..Math.Min(random.Length, dice.DrawBetween(8, 24))];
        return dice.DrawBelow(4) switch
        {
            0 => dice.DrawLetters("abcdefghijklmnopqrstuvwxyz0123456789", dice.DrawBetween(6, 24)) + "example"
                + dice.Pick("", "key", "token"),
            1 => "example" + RandomTokens.CreateLowerAndDigits(dice)[..8],
            2 => random + "EXAMPLE" + dice.Pick("KEY", "TOKEN", ""),
            _ => "AK" + "IA" + dice.DrawLetters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 9) + "EXAMPLE",
        };
    }

    /// <summary>The head of a token, then an ellipsis.</summary>
    public static string CreateCutOff(Dice dice)
    {
        var token = dice.Pick<Func<Dice, string>>(RandomTokens.CreateHex, RandomTokens.CreateLettersAndDigits, RandomTokens.CreateBase64Url,
            RandomTokens.CreateWithPrefix)(dice);
        var head = token[..Math.Min(token.Length, dice.DrawBetween(2, 14))];
        return dice.DrawBelow(5) switch
        {
            0 => head + "…",
            1 => head + new string(dice.Pick('*', 'x', 'X'), dice.DrawBetween(4, 20)),
            2 => head + "..." + token[^Math.Min(4, token.Length)..],
            3 => head + "[...]",
            _ => head + "...",
        };
    }

    /// <summary>Alphabets, counting and repetition where random text belongs.</summary>
    public static string CreatePatterned(Dice dice)
    {
        var length = dice.Pick(8, 12, 16, 20, 24, 32, 32, 40, 64);
        var row = dice.Pick(
            "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789", "1234567890", "0123456789abcdef", "abcdef0123456789",
            "abcdefghijklmnopqrstuvwxyz0123456789",
            "abc123", "deadbeef", "cafebabe", "a1b2c3d4e5f6", "0a1b2c3d", "abcd1234", "aaaabbbbccccdddd", "foobar", "ffff0000",
            "testtoken", "secretsecret");
        var text = string.Concat(Enumerable.Repeat(row, (length / row.Length) + 1))[..length];
        return dice.DrawChance(25) ? Words.CreateInvented(dice)[..3] + dice.Pick("_", "-") + text : text;
    }

    /// <summary>An issuer's form, filled with nothing: the prefix of its tokens and a pattern, crosses or an ellipsis.</summary>
    public static string CreateIssuerSample(Dice dice)
    {
        var prefix = dice.Pick(IssuerPrefixes);
        return prefix + dice.DrawBelow(5) switch
        {
            0 => new string(dice.Pick('x', 'X', '0', 'a', 'A', '*', '1'), dice.DrawBetween(8, 40)),
            1 => "1234567890" + dice.Pick("", "abcdef", "abcdefghij", "-0987654321", "ABCDEFGHIJKLMNOP"),
            2 => dice.Pick("abcdefghijklmnop", "ABCDEFGHIJKLMNOP", "abc123def456") + dice.Pick("", "qrstuvwxyz", "123456"),
            3 => dice.Pick("...", "…", "your", "YOUR_TOKEN", "your-token-here", "example", "EXAMPLE", "fake", "invalid", "redacted"),
            _ => RandomTokens.CreateUuid(dice)[..dice.DrawBetween(2, 6)] + dice.Pick("...", "xxxx", "****", "…", "xxxxxxxxxxxxxxxx"),
        };
    }

    /// <summary>A token that is wrong on purpose. It contains a word that says so, or a repetition.</summary>
    public static string CreateWrong(Dice dice)
    {
        var word = dice.Pick("invalid", "wrong", "bad", "expired", "malformed", "broken", "unknown", "nonexistent", "incorrect", "corrupt",
            "forged", "missing", "revoked", "old");
        string[] words = [word, .. PickThing(dice)];
        return dice.DrawBelow(3) switch
        {
            0 => word + dice.Pick("-", "_", "") + RandomTokens.CreateHex(dice)[..8],
            1 => Casing.Write(dice.Pick("flat", "pascal", "upper"), words) + dice.Pick("", "!", "123"),
            _ => Casing.Write(dice.Pick("kebab", "snake", "camel"), words),
        };
    }

    /// <summary>Defaults that everybody knows. The file decides whether one counts as a secret.</summary>
    public static string CreateWeak(Dice dice) => dice.Pick(WeakTable);

    private static string[] PickThing(Dice dice) => dice.Pick(Things).Split('-');
}
