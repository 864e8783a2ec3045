using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Values;

/// <summary>Values that name the location of a secret or contain it encrypted, and code that fetches or computes it.</summary>
internal static class References
{
    private static readonly string[] ScalarTable = Words.Split("""
        true false null True False None nil undefined 0 1 2 8 16 32 60 64 128 255 256 300 600 900 1024 3600 86400 4096 yes no on off -1
        NULL 0x10 1.5 30s 24h 15m 1h 7d never enabled disabled required optional auto
        """);

    public static string CreateShellVariable(Dice dice)
    {
        var name = CreateVariable(dice);
        return dice.DrawBelow(12) switch
        {
            0 => $"${name}",
            1 => $"$({Casing.Write("snake", PickName(dice))})",
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

    public static string CreateProperty(Dice dice)
    {
        var name = Casing.Write(dice.Pick("dot", "camel", "kebab", "dot"), PickName(dice));
        return dice.DrawBelow(7) switch
        {
            0 => $"@{name}@",
            1 => $"#{{{name}}}",
            2 => $"${{env.{CreateVariable(dice)}}}",
            3 => $"${{var.{Casing.Write("snake", PickName(dice))}}}",
            4 => $"$({name})",
            5 => $"${{{name}:}}",
            _ => $"${{{name}}}",
        };
    }

    public static string CreateTemplate(Dice dice)
    {
        var name = Casing.Write(dice.Pick("snake", "camel", "dot"), PickName(dice));
        return dice.DrawBelow(12) switch
        {
            0 => $"{{{{ .Values.{name} | quote }}}}",
            1 => $"${{{{ secrets.{CreateVariable(dice)} }}}}",
            2 => $"<%= {name} %>",
            3 => $"{{{{ lookup('env', '{CreateVariable(dice)}') }}}}",
            4 => $"{{% {name} %}}",
            5 => $"<%= ENV['{CreateVariable(dice)}'] %>",
            6 => $"{{{{ {name} | b64enc }}}}",
            7 => $"{{{{ vault_{Casing.Write("snake", PickName(dice))} }}}}",
            8 => $"#{{{name}}}",
            9 => $"@Model.{Casing.Write("pascal", PickName(dice))}",
            _ => $"{{{{ {name} }}}}",
        };
    }

    public static string CreateTightTemplate(Dice dice) =>
        dice.Pick("{{", "{{.", "{{$") + Casing.Write(dice.Pick("snake", "camel", "pascal", "dot"), PickName(dice)) + "}}";

    /// <summary>The address of a secret in a store of secrets.</summary>
    public static string CreateStore(Dice dice)
    {
        var (folder, name) = (Words.PickTerm(dice), Casing.Write(dice.Pick("kebab", "snake"), PickName(dice)));
        return dice.DrawBelow(16) switch
        {
            0 => $"vault:secret/data/{folder}#{name}",
            1 => $"secret/data/{folder}/{name}",
            2 => $"op://{folder}/{Words.PickTerm(dice)}/{name}",
            3 => $"ssm:/{folder}/prod/{name}",
            4 => $"/{folder}/{dice.Pick("prod", "staging", "dev")}/{name}",
            5 => $"arn:aws:secretsmanager:eu-west-1:{dice.DrawLetters("0123456789", 12)}:secret:{folder}/{name}-"
                + RandomTokens.CreateUuid(dice)[..6],
            6 => $"projects/{folder}-{dice.DrawBetween(10, 999)}/secrets/{name}/versions/{dice.Pick("latest", "1", "7")}",
            7 => $"ref+{dice.Pick("awsssm", "vault", "gcpsecrets", "sops", "awssecrets")}://{folder}/{name}",
            8 => $"{{{{resolve:secretsmanager:{folder}/{name}:SecretString:password}}}}",
            9 => $"keyvault://{folder}.vault.azure.net/secrets/{name}",
            10 => $"@Microsoft.KeyVault(SecretUri=https://{folder}.vault.azure.net/secrets/{name})",
            11 => $"secretKeyRef:{name}",
            12 => $"file:///run/secrets/{name}",
            13 => $"akv://{folder}/{name}",
            14 => $"berglas://{folder}-secrets/{name}",
            _ => $"vault://{folder}/{name}",
        };
    }

    public static string CreateSealed(Dice dice)
    {
        var box = RandomTokens.CreateBase64(dice) + RandomTokens.CreateBase64(dice);
        return dice.DrawBelow(7) switch
        {
            0 => $"ENC[AES256_GCM,data:{box},iv:{RandomTokens.CreateBase64(dice)},tag:{RandomTokens.CreateBase64(dice)},type:str]",
            1 => $"ENC({box})",
            2 => $"{{cipher}}{RandomTokens.CreateHex(dice)}",
            3 => $"ENC[PKCS7,{box}]",
            4 => $"encrypted:{box}",
            5 => $"AgB{box}{RandomTokens.CreateBase64(dice)}{RandomTokens.CreateBase64(dice)}",
            _ => $"vault:v1:{box}",
        };
    }

    public static string CreateLookup(Dice dice)
    {
        var (name, any) = (CreateVariable(dice), Casing.Write(dice.Pick("snake", "kebab", "dot"), PickName(dice)));
        return dice.DrawBelow(18) switch
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
            13 => $"configuration[\"{Casing.Write("pascal", PickName(dice))}\"]",
            14 => $"config.get('{any}')",
            15 => $"viper.GetString(\"{any}\")",
            16 => $"$_ENV['{name}']",
            _ => $"props.getProperty(\"{any}\")",
        };
    }

    public static string CreateIdentifier(Dice dice) => Casing.Write(dice.Pick("camel", "snake", "camel", "pascal", "upper", "flat"),
        dice.DrawChance(65) ? PickName(dice) : PickThing(dice));

    public static string CreateChain(Dice dice)
    {
        var links = Enumerable.Range(0, dice.DrawBetween(1, 3))
            .Select(_ => Casing.Write(dice.Pick("camel", "snake", "pascal"), PickThing(dice)));
        var last = Casing.Write(dice.Pick("camel", "snake", "pascal"), PickName(dice));
        var dot = dice.Pick(".", ".", ".", "->", "::", "?.");
        return dice.Pick("", "", "self" + dot, "this" + dot, "$", "@", "*", "&") + string.Join(dot, links.Append(last)) + dice.Pick("", "",
            "", "()", "[0]", ".Value", "!");
    }

    public static string CreateCall(Dice dice)
    {
        string[] call = [dice.Pick(Words.Verbs), .. dice.DrawChance(60) ? PickName(dice) : PickThing(dice)];
        var argument = dice.DrawBelow(7) switch
        {
            0 or 1 => "",
            2 => dice.Pick("8", "16", "32", "64", "12"),
            3 => CreateIdentifier(dice),
            4 => CreateChain(dice),
            5 => $"\"{Words.PickTerm(dice)}\"",
            _ => $"{CreateIdentifier(dice)}, {CreateIdentifier(dice)}",
        };
        return dice.Pick("", "", "", "await ", "new ", "&", "!", "self.", "this.", "uuid.", "secrets.", "crypto.") +
            Casing.Write(dice.Pick("camel", "snake", "pascal"), call) + "(" + argument + ")";
    }

    public static string CreateExpression(Dice dice) => dice.DrawBelow(10) switch
    {
        0 => $"{CreateIdentifier(dice)} + {CreateIdentifier(dice)}",
        1 => $"{CreateIdentifier(dice)} ?? {CreateIdentifier(dice)}",
        2 => $"{CreateIdentifier(dice)} || {CreateLookup(dice)}",
        3 => $"!{CreateIdentifier(dice)}",
        4 => $"{CreateIdentifier(dice)}[{dice.DrawBelow(9)}]",
        5 => $"{CreateIdentifier(dice)} if {CreateIdentifier(dice)} else None",
        6 => $"{CreateChain(dice)} === undefined",
        7 => $"len({CreateIdentifier(dice)})",
        8 => $"() => {CreateChain(dice)}",
        _ => $"{CreateIdentifier(dice)} ? {CreateIdentifier(dice)} : {CreateChain(dice)}",
    };

    public static string CreateTypeName(Dice dice) => dice.Pick(
        "string", "String", "str", "&str", "char *", "[]byte", "bytes", "SecureString", "Option<String>", "Optional[str]", "List<String>",
        "std::string", "SecretStr", "StringField()",
        "models.CharField(max_length=128)", "DataTypes.STRING", "z.string().min(8)", "Joi.string().required()", "varchar(255)",
        "VARCHAR(64)", "TEXT", "types.String", "PropTypes.string",
        "Column(String)", "string | undefined", "string?", "Schema.String", "FormControl('')",
        "new FormControl('', [Validators.required])", "yup.string()", "int", "byte[]", "forms.CharField()");

    public static string CreateScalar(Dice dice) => dice.Pick(ScalarTable);

    /// <summary>The name of a variable that holds a secret.</summary>
    private static string CreateVariable(Dice dice) => Casing.Write("upper", PickName(dice));

    private static string[] PickName(Dice dice) => Names.CreateTelling(dice, dice.Pick(Family.Password, Family.Token, Family.Key));

    private static string[] PickThing(Dice dice) =>
        dice.DrawChance(50) ? [Words.PickTerm(dice)] : [Words.PickTerm(dice), Words.PickTerm(dice)];
}
