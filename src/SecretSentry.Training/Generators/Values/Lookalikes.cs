using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Values;

/// <summary>Values that stand where secrets stand, or look like them, and open nothing.</summary>
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

    public static string Path(Dice dice)
    {
        var (folder, name) = (Words.Term(dice), Words.Term(dice));
        var ending = dice.Pick(".pem", ".key", ".crt", ".json", ".txt", ".jks", ".p12", ".pub", ".yml", ".asc", "", ".conf", ".kdbx");
        return dice.Below(9) switch
        {
            0 => $"/etc/{folder}/{name}{ending}",
            1 => $"./{folder}/{name}{ending}",
            2 => $"~/.ssh/id_{dice.Pick("rsa", "ed25519", "ecdsa", "dsa")}{dice.Pick("", ".pub")}",
            3 => $"/run/secrets/{name}_{dice.Pick("password", "token", "key")}",
            4 => $"../{folder}/{name}/{Words.Term(dice)}{ending}",
            5 => $"C:\\{Casing.Capital(folder)}\\{name}{ending}",
            6 => $"classpath:{folder}/{name}{ending}",
            7 => $"@/{folder}/{Casing.Capital(name)}",
            _ => $"{name}{(ending.Length == 0 ? ".pem" : ending)}",
        };
    }

    public static string Url(Dice dice)
    {
        var scheme = dice.Pick("https", "https", "http", "ldap", "redis", "amqp");
        var port = dice.Pick("", "", ":8080", ":8443");
        var path = dice.Chance(20) ? Words.Term(dice) : dice.Pick(UrlPaths);
        return $"{scheme}://{Host(dice)}{port}/{path}";
    }

    public static string Host(Dice dice) => dice.Below(6) switch
    {
        0 => "localhost",
        1 => $"10.{dice.Below(256)}.{dice.Below(256)}.{dice.Between(1, 254)}",
        2 => Words.Term(dice) + "-" + dice.Pick("db", "cache", "01", "prod", "svc"),
        3 => $"{Words.Term(dice)}.{Words.Invented(dice)}.internal",
        _ => dice.Pick("api", "db", "mail", "auth", "www", Words.Term(dice)) + $".{Words.Invented(dice)}." +
            dice.Pick("com", "net", "org", "io", "de", "fr", "local", "example"),
    };

    public static string Selector(Dice dice)
    {
        var word = Casing.Write(dice.Pick("kebab", "camel", "snake"), [Words.Term(dice), dice.Pick("password", "token", "pwd", "secret",
            "login")]);
        return dice.Below(7) switch
        {
            0 => $"#{word}",
            1 => $"input[name='{word}']",
            2 => $"//input[@type=\"password\"]",
            3 => $".{word} > input",
            4 => $"#{word}:visible",
            5 => $"[data-test={word}]",
            _ => $"input#{word}.form-control",
        };
    }

    public static string Regex(Dice dice) => dice.Pick(
        "^(?=.*[A-Z])(?=.*\\d).{8,}$", "[A-Za-z0-9_-]{20,}", "^[a-f0-9]{32}$", "(?i)password\\s*[:=]\\s*(\\S+)", "\\w+-\\d{4}", ".*",
        "^Bearer (.+)$", "/token=([^&]+)/",
        "([A-Z0-9]{4}-){3}[A-Z0-9]{4}", "^\\$2[aby]\\$", "[^\\s]{6,64}", "^\\d{6}$", "(\\?|&)access_token=",
        "^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$");

    public static string Number(Dice dice) => dice.Letters("123456789", 1) + dice.Letters("0123456789", dice.Between(2, 17));

    public static string ObjectId(Dice dice) => dice.Letters("0123456789abcdef", 24);

    public static string PodName(Dice dice)
    {
        const string alphabet = "bcdfghjklmnpqrstvwxz2456789";
        return $"{Words.Term(dice)}-{Words.Term(dice)}-{dice.Letters(alphabet, 10)}-{dice.Letters(alphabet, 5)}";
    }

    public static string Slug(Dice dice) =>
        Casing.Write(dice.Pick("kebab", "snake", "dot", "kebab", "path", "camel"), [.. Enumerable.Range(0, dice.Between(2,
            4)).Select(_ => Words.Term(dice))]);

    /// <summary>The name of an object that keeps a secret: my-app-db-password.</summary>
    public static string ObjectName(Dice dice) =>
        Casing.Write(dice.Pick("kebab", "kebab", "snake", "dot"), [Words.Term(dice), .. Names.Telling(dice, dice.Pick(Family.Password,
            Family.Token, Family.Key))]);

    /// <summary>A cache's, map's or message's key: words and numbers between colons.</summary>
    public static string MapKey(Dice dice) =>
        string.Join(dice.Pick(':', ':', '.', '/', '_'), Enumerable.Range(0, dice.Between(2,
            4)).Select(_ => dice.Chance(15) ? $"{dice.Between(1, 9999)}" : Words.Term(dice)));

    public static string KeyOfMessage(Dice dice) =>
        Casing.Write(dice.Pick("dot", "dot", "upperdot", "snake", "kebab"), [Words.Term(dice), dice.Pick("form", "login", "error", "label",
            "title", "account"), .. Names.Telling(dice, Family.Password)]);

    public static string Checksum(Dice dice) => dice.Below(6) switch
    {
        0 => "sha256:" + dice.Letters("0123456789abcdef", 64),
        1 => $"sha512-{Convert.ToBase64String(dice.Bytes(64))}",
        2 => $"sha1-{Convert.ToBase64String(dice.Bytes(20))}",
        3 => "W/" + dice.Letters("0123456789abcdef", 32),
        4 => $"h1:{Convert.ToBase64String(dice.Bytes(32))}",
        _ => dice.Letters("0123456789abcdef", dice.Pick(32, 40, 64, 128)),
    };

    public static string Commit(Dice dice) => dice.Letters("0123456789abcdef", dice.Pick(7, 8, 12, 40, 40, 40));

    public static string Version(Dice dice)
    {
        var version = $"{dice.Below(12)}.{dice.Below(30)}.{dice.Below(20)}";
        return dice.Pick("^", "^", "~", ">=", "", "v", "==", "~> ") + version + dice.Pick("", "", "", "-beta.1", "-rc2", ".RELEASE",
            "-SNAPSHOT", "+build5");
    }

    public static string PublicKey(Dice dice) => dice.Below(5) switch
    {
        0 => "ssh-rsa " + "AAAAB3NzaC1yc2E" + Convert.ToBase64String(dice.Bytes(180)) + " " + dice.Pick(Words.FirstNames) + "@" +
            Host(dice),
        1 => "ssh-ed25519 " + "AAAAC3NzaC1lZDI1NTE5" + Convert.ToBase64String(dice.Bytes(36)),
        2 => "MIIBIjANBgkqhkiG9w0BAQEFAAOC" + Convert.ToBase64String(dice.Bytes(150)),
        3 => Convert.ToBase64String(dice.Bytes(32)),
        _ => "04" + dice.Letters("0123456789abcdef", 128),
    };

    public static string Certificate(Dice dice) =>
        RandomTokens.Armour(dice, dice.Pick("CERTIFICATE", "PUBLIC KEY", "CERTIFICATE REQUEST", "RSA PUBLIC KEY", "PGP PUBLIC KEY BLOCK"),
            dice.Between(4, 18));

    public static string CertificateInBase64(Dice dice) => "LS0tLS1CRUdJTiBD" + "RVJUSUZJQ0FURS0tLS0t" +
        Convert.ToBase64String(dice.Bytes(300));

    public static string Image(Dice dice) =>
        $"data:image/{dice.Pick("png", "gif", "svg+xml", "jpeg")};base64,{Convert.ToBase64String(dice.Bytes(dice.Between(40, 200)))}";

    public static string PasswordHash(Dice dice)
    {
        const string radix = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        return dice.Below(10) switch
        {
            0 => $"$6${dice.Letters(radix, 8)}${dice.Letters(radix, 86)}",
            1 => $"$argon2id$v=19$m=65536,t=3,p=4${dice.Letters(radix, 22)}${dice.Letters(radix, 43)}",
            2 => $"pbkdf2_sha256${dice.Between(26, 60)}0000${dice.Letters(radix, 22)}${Convert.ToBase64String(dice.Bytes(32))}",
            3 => "{SSHA}" + Convert.ToBase64String(dice.Bytes(24)),
            4 => $"$apr1${dice.Letters(radix, 8)}${dice.Letters(radix, 22)}",
            5 => "{bcrypt}" + Bcrypt(),
            6 => "*" + dice.Letters("0123456789ABCDEF", 40),
            7 => $"$1${dice.Letters(radix, 8)}${dice.Letters(radix, 22)}",
            8 => $"sha1${dice.Letters("0123456789abcdef", 5)}${dice.Letters("0123456789abcdef", 40)}",
            _ => Bcrypt(),
        };

        string Bcrypt() => $"$2{dice.Pick('a', 'a', 'b', 'y')}${dice.Pick("10", "10", "12", "04")}${dice.Letters(radix, 53)}";
    }

    public static string EnumValue(Dice dice) => dice.Pick(EnumValueTable);

    public static string Permission(Dice dice) => dice.Pick(PermissionTable);

    public static string ErrorCode(Dice dice) =>
        Casing.Write(dice.Pick("upper", "snake", "pascal", "upper", "kebab"), [dice.Pick("err", "error", "invalid", "missing", "expired",
            "bad", "weak"), .. Names.Telling(dice, dice.Pick(Family.Password, Family.Token, Family.Key))]);

    public static string HeaderName(Dice dice) =>
        dice.Pick("Authorization", "X-Api-Key", "X-Auth-Token", "Proxy-Authorization", "X-CSRF-Token", "Set-Cookie",
            "X-Vault-Token") is { } name && dice.Chance(55)
            ? name
            : Casing.Write("header", ["x", .. Names.Telling(dice, dice.Pick(Family.Token, Family.Key))]);

    /// <summary>The name of a field, a column or a variable, which is what code means by <c>PASSWORD = "password"</c>.</summary>
    public static string FieldName(Dice dice) =>
        Casing.Write(dice.Pick("snake", "camel", "kebab", "upper", "pascal", "flat"), Names.Telling(dice, dice.Pick(Family.Password,
            Family.Token, Family.Key)));

    public static string FieldList(Dice dice) => string.Join(dice.Pick(",", ", ", " ", "|", ";"), Enumerable.Range(0, dice.Between(2,
        5)).Select(_ => FieldName(dice)));

    public static string Word(Dice dice) => dice.Chance(50) ? Words.Term(dice) : Words.Any(dice);

    /// <summary>What a form asks of a field.</summary>
    public static string Validator(Dice dice) =>
        dice.Pick("required", "required|string", "nullable", "confirmed", "sometimes") + dice.Pick("", "|min:8", "|max:255", "|confirmed");

    /// <summary>What a lexer calls or reads as a token.</summary>
    public static string Lexeme(Dice dice) => dice.Pick(Lexemes);

    public static string License(Dice dice) =>
        dice.Pick("MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-only", "ISC", "MPL-2.0", "Unlicense", "Proprietary", "LGPL-2.1");

    public static string Mail(Dice dice) =>
        $"{dice.Pick(Words.FirstNames)}.{dice.Pick(Words.LastNames)}@{Words.Invented(dice)}.{dice.Pick("com", "org", "net", "de")}";

    public static string Format(Dice dice) => dice.Pick("%s", "%v", "%d", "{}", "{0}", "%(password)s", ":password", "?", "@password", "$1",
        ":token", "{password}", "{token}", "%@", "%1$s", "{:?}");

    public static string Csrf(Dice dice) => dice.Pick<Func<Dice, string>>(RandomTokens.Hex, RandomTokens.Base64,
        RandomTokens.LettersAndDigits)(dice);

    public static string Date(Dice dice) =>
        $"{dice.Between(2015, 2027)}-{dice.Between(10, 12)}-{dice.Between(10, 28)}{dice.Pick("", "T10:00:00Z", " 12:30")}";

    /// <summary>Words of a program's own text, English, under a telling name.</summary>
    public static string Message(Dice dice)
    {
        var thing = string.Join(' ', Names.Telling(dice, dice.Pick(Family.Password, Family.Token, Family.Key)));
        return dice.Pick(
            $"The {thing} is required", $"Invalid {thing}", $"Enter your {thing}:", $"{Casing.Capital(thing)} has expired",
                $"The {thing} used to connect to the {Words.Term(dice)}",
            $"Could not {dice.Pick(Words.Verbs)} {thing}", $"Unable to find {thing} for {Words.Term(dice)}",
                $"{Casing.Capital(thing)} updated", $"Forgot your {thing}?",
            $"{Casing.Capital(thing)} (leave blank to keep the old one)", $"No {thing} given",
                $"{Casing.Capital(thing)} must have at least {dice.Between(6, 16)} characters",
            $"{Casing.Capital(thing)}", $"{Casing.Capital(thing)}:", $"Confirm {thing}", $"Change {thing}", $"Show {thing}",
                $"Wrong {thing}, try again", $"Optional. {Casing.Capital(thing)} of the {Words.Term(dice)}.");
    }
}
