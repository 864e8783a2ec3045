using System.Globalization;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>Values for the table of syntaxes, made at run time from a seed. This file contains no secret.</summary>
internal static class TableValues
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string Letters = Lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Digits;
    private const string Crypt = Letters + "./";
    private const string Base64 = Letters + "+/";
    private const string Base64Url = Letters + "-_";

    /// <summary>
    /// Maximum number of draws. When all of them fail, the row forbids too many characters, which is an error in the row.
    /// </summary>
    private const int MostDraws = 1000;

    private static readonly string[] Words =
    [
        "otter", "harbour", "kettle", "walnut", "Sperling", "Brunnen", "Zitrone", "naranja", "camino", "cuchara", "renard", "moulin",
        "citron", "gatto", "fiume", "candela", "ponte", "janela", "caju", "wiewiorka", "zamek", "kaktus", "kedi", "deniz", "limon",
    ];

    private static readonly string[] Names =
    [
        "Sandra", "Gerald", "Moritz", "Ines", "Pablo", "Colette", "Renzo", "Tereza", "Jacek", "Selin", "Watson", "Fleck", "Burgos", "Gouda",
    ];

    private static readonly string[] Placeholders =
    [
        "<your-password>", "YOUR_PASSWORD_HERE", "********", "xxxxxxxxxx", "<password>", "[password]", "your-db-password", "REPLACE_ME",
        "{password}", "enter-your-password", "INSERT_PASSWORD_HERE", "XXXXXXXX", "put-your-password-here", "<secret>", "my_password_here",
        "[REDACTED]", "<hidden>", "yourpassword", "***", "REPLACE_WITH_YOUR_PASSWORD", "<IHR-PASSWORT>", "votre-mot-de-passe",
    ];

    private static readonly string[] References =
    [
        "${DB_PASSWORD}", "$DB_PASSWORD", "{{db_password}}", "$(DB_PASSWORD)", "%DB_PASSWORD%", "#{db_password}",
        "vault:secret/data/shop#password", "op://servers/db/password", "env:DB_PASSWORD", "${env.MAIL_PASSWORD}",
        "/run/secrets/db_password", "file:/etc/shop/db_password", "${{secrets.DB_PASSWORD}}", "__DB_PASSWORD__",
        "ref+vault://secret/shop#/password", "projects/shop/secrets/db/versions/latest", "${var.db_password}",
        "%(db_password)s", "$MAIL_PASSWORD", "${MAIL_PASSWORD}", "{{mail.password}}", "$(MAIL_PASSWORD)",
        "ref+awsssm://shop/db/password", "ssm:/shop/db/password",
    ];

    /// <summary>Two words for each of ten scripts. None contains a blank, so every syntax can contain them.</summary>
    private static readonly string[] Translations =
    [
        "Contraseña", "Şifreniz", "Пароль", "Пароли", "Κωδικός", "Συνθηματικό", "סיסמה", "סיסמתך", "كلمةالمرور", "الرقمالسري",
        "पासवर्ड", "कूटशब्द", "รหัสผ่าน", "รหัสลับ", "비밀번호", "암호확인", "密码", "确认密码", "パスワード", "パスワードの確認",
    ];

    /// <summary>Returns a value of the kind without the forbidden characters. Equal seeds give equal values.</summary>
    /// <exception cref="InvalidOperationException">Every value of the kind contains a forbidden character.</exception>
    public static string Of(ValueKind kind, int seed, string forbidden = "")
    {
        var listed = Listed(kind)?.Where(value => !value.AsSpan().ContainsAny(forbidden)).ToList();
        if (listed is { Count: > 0 })
        {
            return listed[seed % listed.Count];
        }

        var random = new Random((seed * 64) + (int)kind);
        for (var draw = 0; draw < MostDraws && listed is null; draw++)
        {
            var value = kind switch
            {
                ValueKind.Random => Text(random, Letters, random.Next(16, 41)),
                ValueKind.Human => Human(random, seed + draw),
                _ => Hash(random, seed + draw),
            };
            if (!value.AsSpan().ContainsAny(forbidden))
            {
                return value;
            }
        }

        throw new InvalidOperationException($"no {kind} does without {forbidden}");
    }

    /// <summary>Returns the private member of a 256-bit key, as JSON writes it.</summary>
    public static string KeyMember(int seed) => Text(new Random(seed), Base64Url, 43);

    /// <summary>Returns random text of letters and digits.</summary>
    public static string Key(int seed, int length) => Text(new Random(seed), Letters, length);

    /// <summary>Returns random hexadecimal digits.</summary>
    public static string Hex(int seed, int length) => Text(new Random(seed), Digits + "abcdef", length);

    private static string[]? Listed(ValueKind kind) => kind switch
    {
        ValueKind.Placeholder => Placeholders,
        ValueKind.Reference => References,
        ValueKind.Translation => Translations,
        _ => null,
    };

    /// <summary>
    /// Uses four common habits in turn. Single words and keyboard walks are not included, because no judge is correct about all of them in
    /// all locations. The human set counts them.
    /// </summary>
    private static string Human(Random random, int seed)
    {
        var (first, second) = (Pick(random, Words), Pick(random, Words));
        var year = random.Next(1950, 2020).ToString(CultureInfo.InvariantCulture);
        var number = random.Next(10, 1000).ToString(CultureInfo.InvariantCulture);
        return (seed % 4) switch
        {
            0 => Pick(random, Names) + year,
            1 => Capital(first) + number + Pick(random, ["!", "#", ".", "-", "_", ""]),
            2 => first.Replace('a', '4').Replace('e', '3').Replace('i', '1').Replace('o', '0') + Capital(second) + number,
            _ => string.Join(Pick(random, ["-", "_", ".", ""]), first, second, Pick(random, Words)) + number,
        };
    }

    private static string Hash(Random random, int seed)
    {
        var bcrypt = $"$2{Pick(random, ["a", "b", "y"])}$1{random.Next(0, 3)}${Text(random, Crypt, 53)}";
        return (seed % 4) switch
        {
            0 => bcrypt,
            1 => $"$6${Text(random, Crypt, 16)}${Text(random, Crypt, 86)}",
            2 => $"$argon2id$v=19$m=65536,t=3,p=4${Text(random, Base64, 22)}${Text(random, Base64, 43)}",
            _ => "{bcrypt}" + bcrypt,
        };
    }

    private static string Text(Random random, string alphabet, int length) =>
        string.Create(length, (random, alphabet), static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = source.alphabet[source.random.Next(source.alphabet.Length)];
            }
        });

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
