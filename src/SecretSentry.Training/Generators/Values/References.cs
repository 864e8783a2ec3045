using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Values;

/// <summary>Values that say where the secret is, or hold it sealed, and programs that fetch or compute it.</summary>
internal static class References
{
    private static readonly string[] ScalarTable = Words.Split("""
        true false null True False None nil undefined 0 1 2 8 16 32 60 64 128 255 256 300 600 900 1024 3600 86400 4096 yes no on off -1
        NULL 0x10 1.5 30s 24h 15m 1h 7d never enabled disabled required optional auto
        """);

    public static string ShellVariable(Dice dice)
    {
        var name = Variable(dice);
        return dice.Below(12) switch
        {
            0 => $"${name}",
            1 => $"$({Casing.Write("snake", Name(dice))})",
            2 => $"%{name}%",
            3 => $"${{{name}:-}}",
            4 => $"${{{name}:?missing}}",
            5 => $"$${{{name}}}",
            6 => $"$env:{name}",
            7 => $"@{{{name}}}",
            8 => $"#{{{name}}}#",
            9 => $"__{name}__",
            _ => $"${{{name}}}",
        };
    }

    public static string Property(Dice dice)
    {
        var name = Casing.Write(dice.Pick("dot", "camel", "kebab", "dot"), Name(dice));
        return dice.Below(7) switch
        {
            0 => $"@{name}@",
            1 => $"#{{{name}}}",
            2 => $"${{env.{Variable(dice)}}}",
            3 => $"${{var.{Casing.Write("snake", Name(dice))}}}",
            4 => $"$({name})",
            5 => $"${{{name}:}}",
            _ => $"${{{name}}}",
        };
    }

    public static string Template(Dice dice)
    {
        var name = Casing.Write(dice.Pick("snake", "camel", "dot"), Name(dice));
        return dice.Below(12) switch
        {
            0 => $"{{{{ .Values.{name} | quote }}}}",
            1 => $"${{{{ secrets.{Variable(dice)} }}}}",
            2 => $"<%= {name} %>",
            3 => $"{{{{ lookup('env', '{Variable(dice)}') }}}}",
            4 => $"{{% {name} %}}",
            5 => $"<%= ENV['{Variable(dice)}'] %>",
            6 => $"{{{{ {name} | b64enc }}}}",
            7 => $"{{{{ vault_{Casing.Write("snake", Name(dice))} }}}}",
            8 => $"#{{{name}}}",
            9 => $"@Model.{Casing.Write("pascal", Name(dice))}",
            _ => $"{{{{ {name} }}}}",
        };
    }

    public static string TightTemplate(Dice dice) =>
        dice.Pick("{{", "{{.", "{{$") + Casing.Write(dice.Pick("snake", "camel", "pascal", "dot"), Name(dice)) + "}}";

    /// <summary>The address of a secret in a store of secrets.</summary>
    public static string Store(Dice dice)
    {
        var (place, name) = (Words.Term(dice), Casing.Write(dice.Pick("kebab", "snake"), Name(dice)));
        return dice.Below(16) switch
        {
            0 => $"vault:secret/data/{place}#{name}",
            1 => $"secret/data/{place}/{name}",
            2 => $"op://{place}/{Words.Term(dice)}/{name}",
            3 => $"ssm:/{place}/prod/{name}",
            4 => $"/{place}/{dice.Pick("prod", "staging", "dev")}/{name}",
            5 => $"arn:aws:secretsmanager:eu-west-1:{dice.Letters("0123456789", 12)}:secret:{place}/{name}-{RandomTokens.Uuid(dice)[..6]}",
            6 => $"projects/{place}-{dice.Between(10, 999)}/secrets/{name}/versions/{dice.Pick("latest", "1", "7")}",
            7 => $"ref+{dice.Pick("awsssm", "vault", "gcpsecrets", "sops", "awssecrets")}://{place}/{name}",
            8 => $"{{{{resolve:secretsmanager:{place}/{name}:SecretString:password}}}}",
            9 => $"keyvault://{place}.vault.azure.net/secrets/{name}",
            10 => $"@Microsoft.KeyVault(SecretUri=https://{place}.vault.azure.net/secrets/{name})",
            11 => $"secretKeyRef:{name}",
            12 => $"file:///run/secrets/{name}",
            13 => $"akv://{place}/{name}",
            14 => $"berglas://{place}-secrets/{name}",
            _ => $"vault://{place}/{name}",
        };
    }

    public static string Sealed(Dice dice)
    {
        var box = RandomTokens.Base64(dice) + RandomTokens.Base64(dice);
        return dice.Below(7) switch
        {
            0 => $"ENC[AES256_GCM,data:{box},iv:{RandomTokens.Base64(dice)},tag:{RandomTokens.Base64(dice)},type:str]",
            1 => $"ENC({box})",
            2 => $"{{cipher}}{RandomTokens.Hex(dice)}",
            3 => $"ENC[PKCS7,{box}]",
            4 => $"encrypted:{box}",
            5 => $"AgB{box}{RandomTokens.Base64(dice)}{RandomTokens.Base64(dice)}",
            _ => $"vault:v1:{box}",
        };
    }

    public static string Lookup(Dice dice)
    {
        var (name, any) = (Variable(dice), Casing.Write(dice.Pick("snake", "kebab", "dot"), Name(dice)));
        return dice.Below(18) switch
        {
            0 => $"os.environ[\"{name}\"]",
            1 => $"os.environ.get('{name}')",
            2 => $"os.getenv(\"{name}\")",
            3 => $"process.env.{name}",
            4 => $"process.env['{name}']",
            5 => $"ENV['{name}']",
            6 => $"ENV.fetch(\"{name}\")",
            7 => $"os.Getenv(\"{name}\")",
            8 => $"System.getenv(\"{name}\")",
            9 => $"Environment.GetEnvironmentVariable(\"{name}\")",
            10 => $"env('{name}')",
            11 => $"getenv('{name}')",
            12 => $"std::env::var(\"{name}\").unwrap()",
            13 => $"configuration[\"{Casing.Write("pascal", Name(dice))}\"]",
            14 => $"config.get('{any}')",
            15 => $"viper.GetString(\"{any}\")",
            16 => $"$_ENV['{name}']",
            _ => $"props.getProperty(\"{any}\")",
        };
    }

    public static string Identifier(Dice dice) => Casing.Write(dice.Pick("camel", "snake", "camel", "pascal", "upper", "flat"),
        dice.Chance(65) ? Name(dice) : Thing(dice));

    public static string Chain(Dice dice)
    {
        var links = Enumerable.Range(0, dice.Between(1, 3)).Select(_ => Casing.Write(dice.Pick("camel", "snake", "pascal"), Thing(dice)));
        var last = Casing.Write(dice.Pick("camel", "snake", "pascal"), Name(dice));
        var dot = dice.Pick(".", ".", ".", "->", "::", "?.");
        return dice.Pick("", "", "self" + dot, "this" + dot, "$", "@", "*", "&") + string.Join(dot, links.Append(last)) + dice.Pick("", "",
            "", "()", "[0]", ".Value", "!");
    }

    public static string Call(Dice dice)
    {
        string[] call = [dice.Pick(Words.Verbs), .. dice.Chance(60) ? Name(dice) : Thing(dice)];
        var argument = dice.Below(7) switch
        {
            0 or 1 => "",
            2 => dice.Pick("8", "16", "32", "64", "12"),
            3 => Identifier(dice),
            4 => Chain(dice),
            5 => $"\"{Words.Term(dice)}\"",
            _ => $"{Identifier(dice)}, {Identifier(dice)}",
        };
        return dice.Pick("", "", "", "await ", "new ", "&", "!", "self.", "this.", "uuid.", "secrets.", "crypto.") +
            Casing.Write(dice.Pick("camel", "snake", "pascal"), call) + "(" + argument + ")";
    }

    public static string Expression(Dice dice) => dice.Below(10) switch
    {
        0 => $"{Identifier(dice)} + {Identifier(dice)}",
        1 => $"{Identifier(dice)} ?? {Identifier(dice)}",
        2 => $"{Identifier(dice)} || {Lookup(dice)}",
        3 => $"!{Identifier(dice)}",
        4 => $"{Identifier(dice)}[{dice.Below(9)}]",
        5 => $"{Identifier(dice)} if {Identifier(dice)} else None",
        6 => $"{Chain(dice)} === undefined",
        7 => $"len({Identifier(dice)})",
        8 => $"() => {Chain(dice)}",
        _ => $"{Identifier(dice)} ? {Identifier(dice)} : {Chain(dice)}",
    };

    public static string TypeName(Dice dice) => dice.Pick(
        "string", "String", "str", "&str", "char *", "[]byte", "bytes", "SecureString", "Option<String>", "Optional[str]", "List<String>",
        "std::string", "SecretStr", "StringField()",
        "models.CharField(max_length=128)", "DataTypes.STRING", "z.string().min(8)", "Joi.string().required()", "varchar(255)",
        "VARCHAR(64)", "TEXT", "types.String", "PropTypes.string",
        "Column(String)", "string | undefined", "string?", "Schema.String", "FormControl('')",
        "new FormControl('', [Validators.required])", "yup.string()", "int", "byte[]", "forms.CharField()");

    public static string Scalar(Dice dice) => dice.Pick(ScalarTable);

    /// <summary>The name of a variable that holds a secret.</summary>
    private static string Variable(Dice dice) => Casing.Write("upper", Name(dice));

    private static string[] Name(Dice dice) => Names.Telling(dice, dice.Pick(Family.Password, Family.Token, Family.Key));

    private static string[] Thing(Dice dice) => dice.Chance(50) ? [Words.Term(dice)] : [Words.Term(dice), Words.Term(dice)];
}
