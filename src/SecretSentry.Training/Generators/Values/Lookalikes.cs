using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Values;

/// <summary>Values in the position of secrets, or that look like secrets, and are none.</summary>
internal static class Lookalikes
{
    private static readonly string[] Lexemes = Words.Split("""
        IDENT IDENTIFIER COMMA NUMBER STRING EOF LPAREN RBRACE keyword operator punctuation whitespace comment literal newline => == !=
        <= ( ) [ ] ; , . -> :: && ||
        """);

    private static readonly string[] UrlPaths = Words.Split("""
        oauth/token login api/v2/keys auth/reset-password account/password/change token users/password/edit keys.html#secret-key
        docs/tokens
        """);

    private static readonly string[] EnumValueTable = Words.Split("""
        bearer Bearer basic Basic JWT client_credentials client_secret_post client_secret_basic private_key_jwt authorization_code
        refresh_token password HS256 RS256 ES512 sha256 aes-256-gcm AES/CBC/PKCS5Padding PBKDF2WithHmacSHA256 scram-sha-256 md5
        caching_sha2_password mysql_native_password ssh-rsa Opaque apiKey oauth2 mutual none public hidden sensitive RSA EC sig enc
        GeneratedValue prompt
        """);

    private static readonly string[] PermissionTable = Words.Split("""
        secretmanager.versions.access secretsmanager:GetSecretValue tokens:read api_key.rotate iam.serviceAccountKeys.create
        can_change_password ROLE_TOKEN_ADMIN keys.manage users:reset_password credentials.view read:secrets ssm:GetParameter
        auth.token.revoke Secrets.List
        """);

    public static string CreatePath(Dice dice)
    {
        var (folder, name) = (Words.PickTerm(dice), Words.PickTerm(dice));
        var ending = dice.Pick(".pem", ".key", ".crt", ".json", ".txt", ".jks", ".p12", ".pub", ".yml", ".asc", "", ".conf", ".kdbx");
        return dice.DrawBelow(9) switch
        {
            0 => $"/etc/{folder}/{name}{ending}",
            1 => $"./{folder}/{name}{ending}",
            2 => $"~/.ssh/id_{dice.Pick("rsa", "ed25519", "ecdsa", "dsa")}{dice.Pick("", ".pub")}",
            3 => $"/run/secrets/{name}_{dice.Pick("password", "token", "key")}",
            4 => $"../{folder}/{name}/{Words.PickTerm(dice)}{ending}",
            5 => $"C:\\{Casing.Capitalize(folder)}\\{name}{ending}",
            6 => $"classpath:{folder}/{name}{ending}",
            7 => $"@/{folder}/{Casing.Capitalize(name)}",
            _ => $"{name}{(ending.Length == 0 ? ".pem" : ending)}",
        };
    }

    public static string CreateUrl(Dice dice)
    {
        var scheme = dice.Pick("https", "https", "http", "ldap", "redis", "amqp");
        var port = dice.Pick("", "", ":8080", ":8443");
        var path = dice.DrawChance(20) ? Words.PickTerm(dice) : dice.Pick(UrlPaths);
        return $"{scheme}://{CreateHost(dice)}{port}/{path}";
    }

    public static string CreateHost(Dice dice) => dice.DrawBelow(6) switch
    {
        0 => "localhost",
        1 => $"10.{dice.DrawBelow(256)}.{dice.DrawBelow(256)}.{dice.DrawBetween(1, 254)}",
        2 => Words.PickTerm(dice) + "-" + dice.Pick("db", "cache", "01", "prod", "svc"),
        3 => $"{Words.PickTerm(dice)}.{Words.CreateInvented(dice)}.internal",
        _ => dice.Pick("api", "db", "mail", "auth", "www", Words.PickTerm(dice)) + $".{Words.CreateInvented(dice)}." +
            dice.Pick("com", "net", "org", "io", "de", "fr", "local", "example"),
    };

    public static string CreateSelector(Dice dice)
    {
        var word = Casing.Write(dice.Pick("kebab", "camel", "snake"), [Words.PickTerm(dice), dice.Pick("password", "token", "pwd", "secret",
            "login")]);
        return dice.DrawBelow(7) switch
        {
            0 => $"#{word}",
            1 => $"input[name='{word}']",
            2 => "//input[@type=\"password\"]",
            3 => $".{word} > input",
            4 => $"#{word}:visible",
            5 => $"[data-test={word}]",
            _ => $"input#{word}.form-control",
        };
    }

    public static string CreateRegex(Dice dice) => dice.Pick(
        "^(?=.*[A-Z])(?=.*\\d).{8,}$", "[A-Za-z0-9_-]{20,}", "^[a-f0-9]{32}$", "(?i)password\\s*[:=]\\s*(\\S+)", "\\w+-\\d{4}", ".*",
        "^Bearer (.+)$", "/token=([^&]+)/",
        "([A-Z0-9]{4}-){3}[A-Z0-9]{4}", "^\\$2[aby]\\$", "[^\\s]{6,64}", "^\\d{6}$", "(\\?|&)access_token=",
        "^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$");

    public static string CreateNumber(Dice dice) =>
        dice.DrawLetters("123456789", 1) + dice.DrawLetters("0123456789", dice.DrawBetween(2, 17));

    public static string CreateObjectId(Dice dice) => dice.DrawLetters("0123456789abcdef", 24);

    public static string CreatePodName(Dice dice)
    {
        const string alphabet = "bcdfghjklmnpqrstvwxz2456789";
        return $"{Words.PickTerm(dice)}-{Words.PickTerm(dice)}-{dice.DrawLetters(alphabet, 10)}-{dice.DrawLetters(alphabet, 5)}";
    }

    public static string CreateSlug(Dice dice) =>
        Casing.Write(dice.Pick("kebab", "snake", "dot", "kebab", "path", "camel"), [.. Enumerable.Range(0, dice.DrawBetween(2,
            4)).Select(_ => Words.PickTerm(dice))]);

    /// <summary>The name of an object that keeps a secret: my-app-db-password.</summary>
    public static string CreateObjectName(Dice dice) =>
        Casing.Write(dice.Pick("kebab", "kebab", "snake", "dot"),
            [Words.PickTerm(dice), .. Names.CreateTelling(dice, dice.Pick(Family.Password,
            Family.Token, Family.Key))]);

    /// <summary>The key of a cache, map or message: words and numbers separated by colons.</summary>
    public static string CreateMapKey(Dice dice) =>
        string.Join(dice.Pick(':', ':', '.', '/', '_'), Enumerable.Range(0, dice.DrawBetween(2,
            4)).Select(_ => dice.DrawChance(15) ? $"{dice.DrawBetween(1, 9999)}" : Words.PickTerm(dice)));

    public static string CreateMessageKey(Dice dice) =>
        Casing.Write(dice.Pick("dot", "dot", "upperdot", "snake", "kebab"),
            [Words.PickTerm(dice), dice.Pick("form", "login", "error", "label",
            "title", "account"), .. Names.CreateTelling(dice, Family.Password)]);

    public static string CreateChecksum(Dice dice) => dice.DrawBelow(6) switch
    {
        0 => "sha256:" + dice.DrawLetters("0123456789abcdef", 64),
        1 => $"sha512-{Convert.ToBase64String(dice.DrawBytes(64))}",
        2 => $"sha1-{Convert.ToBase64String(dice.DrawBytes(20))}",
        3 => "W/" + dice.DrawLetters("0123456789abcdef", 32),
        4 => $"h1:{Convert.ToBase64String(dice.DrawBytes(32))}",
        _ => dice.DrawLetters("0123456789abcdef", dice.Pick(32, 40, 64, 128)),
    };

    public static string CreateCommit(Dice dice) => dice.DrawLetters("0123456789abcdef", dice.Pick(7, 8, 12, 40, 40, 40));

    public static string CreateVersion(Dice dice)
    {
        var version = $"{dice.DrawBelow(12)}.{dice.DrawBelow(30)}.{dice.DrawBelow(20)}";
        return dice.Pick("^", "^", "~", ">=", "", "v", "==", "~> ") + version + dice.Pick("", "", "", "-beta.1", "-rc2", ".RELEASE",
            "-SNAPSHOT", "+build5");
    }

    public static string CreatePublicKey(Dice dice) => dice.DrawBelow(5) switch
    {
        0 => "ssh-rsa " + "AAAAB3NzaC1yc2E" + Convert.ToBase64String(dice.DrawBytes(180)) + " " + dice.Pick(Words.FirstNames) + "@" +
            CreateHost(dice),
        1 => "ssh-ed25519 " + "AAAAC3NzaC1lZDI1NTE5" + Convert.ToBase64String(dice.DrawBytes(36)),
        2 => "MIIBIjANBgkqhkiG9w0BAQEFAAOC" + Convert.ToBase64String(dice.DrawBytes(150)),
        3 => Convert.ToBase64String(dice.DrawBytes(32)),
        _ => "04" + dice.DrawLetters("0123456789abcdef", 128),
    };

    public static string CreateCertificate(Dice dice) =>
        RandomTokens.CreateArmour(dice, dice.Pick("CERTIFICATE", "PUBLIC KEY", "CERTIFICATE REQUEST", "RSA PUBLIC KEY",
            "PGP PUBLIC KEY BLOCK"),
            dice.DrawBetween(4, 18));

    public static string CreateCertificateInBase64(Dice dice) => "LS0tLS1CRUdJTiBD" + "RVJUSUZJQ0FURS0tLS0t" +
        Convert.ToBase64String(dice.DrawBytes(300));

    public static string CreateImage(Dice dice) =>
        $"data:image/{dice.Pick("png", "gif", "svg+xml", "jpeg")};base64,"
        + Convert.ToBase64String(dice.DrawBytes(dice.DrawBetween(40, 200)));

    public static string CreatePasswordHash(Dice dice)
    {
        const string radix = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        return dice.DrawBelow(10) switch
        {
            0 => $"$6${dice.DrawLetters(radix, 8)}${dice.DrawLetters(radix, 86)}",
            1 => $"$argon2id$v=19$m=65536,t=3,p=4${dice.DrawLetters(radix, 22)}${dice.DrawLetters(radix, 43)}",
            2 => $"pbkdf2_sha256${dice.DrawBetween(26, 60)}0000${dice.DrawLetters(radix, 22)}${Convert.ToBase64String(dice.DrawBytes(32))}",
            3 => "{SSHA}" + Convert.ToBase64String(dice.DrawBytes(24)),
            4 => $"$apr1${dice.DrawLetters(radix, 8)}${dice.DrawLetters(radix, 22)}",
            5 => "{bcrypt}" + CreateBcrypt(),
            6 => "*" + dice.DrawLetters("0123456789ABCDEF", 40),
            7 => $"$1${dice.DrawLetters(radix, 8)}${dice.DrawLetters(radix, 22)}",
            8 => $"sha1${dice.DrawLetters("0123456789abcdef", 5)}${dice.DrawLetters("0123456789abcdef", 40)}",
            _ => CreateBcrypt(),
        };

        string CreateBcrypt() => $"$2{dice.Pick('a', 'a', 'b', 'y')}${dice.Pick("10", "10", "12", "04")}${dice.DrawLetters(radix, 53)}";
    }

    public static string CreateEnumValue(Dice dice) => dice.Pick(EnumValueTable);

    public static string CreatePermission(Dice dice) => dice.Pick(PermissionTable);

    public static string CreateErrorCode(Dice dice) =>
        Casing.Write(dice.Pick("upper", "snake", "pascal", "upper", "kebab"), [dice.Pick("err", "error", "invalid", "missing", "expired",
            "bad", "weak"), .. Names.CreateTelling(dice, dice.Pick(Family.Password, Family.Token, Family.Key))]);

    public static string CreateHeaderName(Dice dice) =>
        dice.Pick("Authorization", "X-Api-Key", "X-Auth-Token", "Proxy-Authorization", "X-CSRF-Token", "Set-Cookie",
            "X-Vault-Token") is { } name && dice.DrawChance(55)
            ? name
            : Casing.Write("header", ["x", .. Names.CreateTelling(dice, dice.Pick(Family.Token, Family.Key))]);

    /// <summary>The name of a field, a column or a variable, which is what code means by <c>PASSWORD = "password"</c>.</summary>
    public static string CreateFieldName(Dice dice) =>
        Casing.Write(dice.Pick("snake", "camel", "kebab", "upper", "pascal", "flat"), Names.CreateTelling(dice, dice.Pick(Family.Password,
            Family.Token, Family.Key)));

    public static string CreateFieldList(Dice dice) =>
        string.Join(dice.Pick(",", ", ", " ", "|", ";"), Enumerable.Range(0, dice.DrawBetween(2,
        5)).Select(_ => CreateFieldName(dice)));

    public static string CreateWord(Dice dice) => dice.DrawChance(50) ? Words.PickTerm(dice) : Words.PickAny(dice);

    /// <summary>The requirement of a form for a field.</summary>
    public static string CreateValidator(Dice dice) =>
        dice.Pick("required", "required|string", "nullable", "confirmed", "sometimes") + dice.Pick("", "|min:8", "|max:255", "|confirmed");

    /// <summary>The name of a token of a lexer.</summary>
    public static string CreateLexeme(Dice dice) => dice.Pick(Lexemes);

    public static string CreateLicense(Dice dice) =>
        dice.Pick("MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-only", "ISC", "MPL-2.0", "Unlicense", "Proprietary", "LGPL-2.1");

    public static string CreateMail(Dice dice) =>
        $"{dice.Pick(Words.FirstNames)}.{dice.Pick(Words.LastNames)}@{Words.CreateInvented(dice)}.{dice.Pick("com", "org", "net", "de")}";

    public static string CreateFormat(Dice dice) =>
        dice.Pick("%s", "%v", "%d", "{}", "{0}", "%(password)s", ":password", "?", "@password", "$1",
        ":token", "{password}", "{token}", "%@", "%1$s", "{:?}");

    public static string CreateCsrf(Dice dice) => dice.Pick<Func<Dice, string>>(RandomTokens.CreateHex, RandomTokens.CreateBase64,
        RandomTokens.CreateLettersAndDigits)(dice);

    public static string CreateDate(Dice dice) =>
        $"{dice.DrawBetween(2015, 2027)}-{dice.DrawBetween(10, 12)}-{dice.DrawBetween(10, 28)}{dice.Pick("", "T10:00:00Z", " 12:30")}";

    /// <summary>Words of a program's own text, English, under a telling name.</summary>
    public static string CreateMessage(Dice dice)
    {
        var thing = string.Join(' ', Names.CreateTelling(dice, dice.Pick(Family.Password, Family.Token, Family.Key)));
        return dice.Pick(
            $"The {thing} is required", $"Invalid {thing}", $"Enter your {thing}:", $"{Casing.Capitalize(thing)} has expired",
                $"The {thing} used to connect to the {Words.PickTerm(dice)}",
            $"Could not {dice.Pick(Words.Verbs)} {thing}", $"Unable to find {thing} for {Words.PickTerm(dice)}",
                $"{Casing.Capitalize(thing)} updated", $"Forgot your {thing}?",
            $"{Casing.Capitalize(thing)} (leave blank to keep the old one)", $"No {thing} given",
                $"{Casing.Capitalize(thing)} must have at least {dice.DrawBetween(6, 16)} characters",
            $"{Casing.Capitalize(thing)}", $"{Casing.Capitalize(thing)}:", $"Confirm {thing}", $"Change {thing}", $"Show {thing}",
                $"Wrong {thing}, try again", $"Optional. {Casing.Capitalize(thing)} of the {Words.PickTerm(dice)}.");
    }
}
