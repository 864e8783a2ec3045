using System.Text;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>The forms of part D of the list of faults. D18 is not here, because the table of syntaxes contains it.</summary>
internal static class FormCases
{
    /// <summary>The head of a private key of 2,048 bits in PKCS #8. The numbers follow it.</summary>
    private static readonly byte[] KeyHead =
    [
        0x30, 0x82, 0x04, 0xbd, 0x02, 0x01, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
        0x04, 0x82, 0x04, 0xa7, 0x30, 0x82, 0x04, 0xa3, 0x02, 0x01, 0x00, 0x02, 0x82, 0x01, 0x01, 0x00,
    ];

    public static IReadOnlyList<FormCase> All { get; } =
    [
        .. Keys(), .. Commands(), .. Nested(), .. Kubernetes(), .. Yaml(), .. Long(), .. Marks(), .. Logins(), .. Escaped(), .. Named(),
        .. Paths(), .. Words(), .. References(), .. Public(), .. Weak(), .. Sealed(), .. Lists(),
    ];

    private static IEnumerable<FormCase> Keys() =>
    [
        Reported("D1", "client secret", "deploy/.env", s => $"CLIENT_ID=shop\nCLIENT_SECRET=«{Key(s, 40)}»\n"),
        Reported("D1", "JWT secret", "deploy/.env", s => $"JWT_SECRET=«{Key(s, 40)}»\nJWT_HOURS=2\n"),
        ReportedToo("D1", "session secret", "deploy/.env", s => $"SESSION_SECRET=«{Key(s, 32)}»\n"),
        ReportedToo("D1", "encryption key, quoted", "deploy/.env.production", s => $"ENCRYPTION_KEY=\"«{Key(s, 44)}»\"\n"),
        ReportedToo("D1", "signing secret in YAML", "config/hooks.yml", s => $"hooks:\n  webhook_signing_secret: «{Key(s, 36)}»\n"),
    ];

    private static IEnumerable<FormCase> Commands() =>
    [
        Reported("D2", "docker run", "bin/start.sh", s => $"docker run -d -e SHOP_PASSWORD=«{Human(s)}» shop:2\n"),
        Reported("D2", "ENV with two pairs", "Dockerfile", s => $"FROM debian\nENV DB_USER=shop DB_PASSWORD=«{Human(s)}»\n"),
        Reported("D2", "from literal", "bin/setup.sh", s => $"kubectl create secret generic db --from-literal=password=«{Human(s)}»\n"),
        ReportedToo("D2", "podman with the long option", "bin/start.sh",
            s => $"podman run --env MARIADB_ROOT_PASSWORD=«{Human(s)}» mariadb\n"),
        ReportedToo("D2", "set env", "bin/setup.sh", s => $"kubectl set env deployment/shop MAIL_PASSWORD=«{Human(s)}»\n"),
        ReportedToo("D2", "variable before a command", "bin/copy.sh", s => $"PGPASSWORD=«{Human(s)}» pg_dump -h db1 -U shop orders\n"),
        ReportedToo("D2", "helm set", "bin/setup.sh",
            s => $"helm upgrade shop ./chart --set db.user=shop --set db.password=«{Human(s)}»\n"),
    ];

    private static IEnumerable<FormCase> Nested() =>
    [
        Reported("D3", "notebook", "notebooks/a.ipynb", s => $$"""{"source":["password = \"«{{Human(s)}}»\"\n"]}""" + "\n"),
        Reported("D3", "JSON in a string", "config/a.json", s => $$"""{"settings":"{\"password\":\"«{{Human(s)}}»\"}"}""" + "\n"),
        ReportedToo("D3", "notebook, keyword", "notebooks/b.ipynb",
            s => $$"""{"cells":[{"source":["import db\n","c = db.open(user=\"shop\", password=\"«{{Human(s)}}»\")\n"]}]}""" + "\n"),
        ReportedToo("D3", "shell line in JSON", "package.json",
            s => $$$"""{"scripts":{"dump":"mysqldump -u shop --password=«{{{Human(s)}}}» orders"}}"""),
        ReportedToo("D3", "JSON in a string of Python", "src/call.py",
            s => $$"""body = "{\"user\": \"shop\", \"password\": \"«{{Human(s)}}»\"}" """ + "\n"),
    ];

    private static IEnumerable<FormCase> Kubernetes() =>
    [
        Reported("D4", "second value", "deploy/s.yaml",
            s => Secret($"  password: {Base64(Human(s + 50))}\n  mail-password: «{Base64(Human(s))}»\n")),
        Reported("D4", "value with marks", "deploy/s.yaml", s => Secret($"  password: «{Base64(Human(s) + "&%$!")}»\n")),
        Reported("D4", "kind far from data", "deploy/s.yaml",
            s => "apiVersion: v1\ndata:\n  password: «" + Base64(Human(s)) + "»\nmetadata:\n  name: shop\n"
                + string.Concat(Enumerable.Range(0, 40).Select(number => $"  label-{number}: shop\n")) + "kind: Secret\n"),
        Silent("D4", "certificate alone", "deploy/s.yaml", s => Secret($"  ca.crt: {Base64(Certificate(s))}\n")),
        ReportedToo("D4", "third value", "deploy/s.yaml",
            s => Secret($"  user: {Base64("shop")}\n  host: {Base64("db1.acme.org")}\n  DB_PASSWORD: «{Base64(Human(s))}»\n")),
        ReportedToo("D4", "in clear", "deploy/s.yaml",
            s => $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\nstringData:\n  user: shop\n  password: «{Human(s)}»\n"),
        NotReportedToo("D4", "user and host alone", "deploy/s.yaml",
            s => Secret($"  user: {Base64("shop")}\n  host: {Base64($"db{s}.acme.org")}\n")),
    ];

    private static IEnumerable<FormCase> Yaml() =>
    [
        Reported("D5", "name and value", "deploy/a.yaml", s => $"env:\n  - name: DB_PASSWORD\n    value: «{Human(s)}»\n"),
        ReportedToo("D5", "quoted", "deploy/a.yaml", s => $"env:\n  - name: \"MAIL_PASSWORD\"\n    value: \"«{Human(s)}»\"\n"),
        ReportedToo("D5", "JSON", "infra/task.json", s => $$"""{"environment":[{"name":"DB_PASSWORD","value":"«{{Human(s)}}»"}]}"""),
        ReportedToo("D5", "value first", "infra/task.json", s => $$"""{"environment":[{"value":"«{{Human(s)}}»","name":"DB_PASSWORD"}]}"""),
        Reported("D6", "folded", "config/a.yml", s => $"db:\n  password: >-\n    «{Human(s)}»\n  user: shop\n"),
        Reported("D6", "flow map", "config/a.yml", s => $"login: {{user: shop, password: {Open(s)}}}\n"),
        ReportedToo("D6", "literal block", "config/a.yml", s => $"db:\n  password: |-\n    «{Human(s)}»\n"),
        ReportedToo("D6", "flow map in a list", "config/a.yml", s => $"logins: [{{password: {Open(s)}, user: shop}}]\n"),
        ReportedToo("D6", "value on the next line", "config/a.yml", s => $"db:\n  password:\n    \"«{Human(s)}»\"\n"),
        Reported("D9", "default of a reference", "config/a.yml", s => $"password: ${{DB_PASSWORD:{Open(s)}}}\n"),
        ReportedToo("D9", "default after a dash", "compose.yaml",
            s => $"    environment:\n      DB_PASSWORD: ${{DB_PASSWORD:-{Open(s)}}}\n"),
        ReportedToo("D9", "in properties", "conf/a.properties", s => $"spring.mail.password=${{MAIL_PASSWORD:{Open(s)}}}\n"),
        ReportedToo("D9", "in shell", "bin/start.sh", s => $"DB_PASSWORD=\"${{DB_PASSWORD:={Open(s)}}}\"\n"),
    ];

    private static IEnumerable<FormCase> Long() =>
    [
        Reported("D7", "token of 201", "deploy/.env", s => $"API_TOKEN=«{Key(s, 201)}»\n"),
        Reported("D7", "key without armour", "deploy/.env", s => $"PRIVATE_KEY=«{PrivateKey(s)}»\n"),
        ReportedToo("D7", "token of 400 in YAML", "config/a.yml", s => $"api_token: \"«{Key(s, 400)}»\"\n"),
        ReportedToo("D7", "key in JSON", "config/a.json", s => $$"""{"user":"shop","privateKey":"«{{PrivateKey(s)}}»"}"""),
        ReportedToo("D7", "secret of 256 in code", "src/a.py", s => $"CLIENT_SECRET = '«{Key(s, 256)}»'\n"),
    ];

    private static IEnumerable<FormCase> Marks() =>
    [
        Reported("D8", "mark of UTF-8", "deploy/.env", s => $"\uFEFFDB_PASSWORD=«{Human(s)}»\nDB_USER=shop\n"),
        Reported("D8", "carriage returns alone", "conf/a.properties", s => $"db.user=shop\rdb.password=«{Human(s)}»\rdb.port=5432\r"),
        Reported("D8", "first line", "conf/a.ini", s => $"password=«{Human(s)}»"),
        ReportedToo("D8", "mark before JSON", "config/a.json", s => $"\uFEFF{{\"password\": \"«{Human(s)}»\"}}"),
        ReportedToo("D8", "carriage returns in YAML", "config/a.yml", s => $"user: shop\rpassword: «{Human(s)}»\rport: 25\r"),
        ReportedToo("D8", "mark before code", "src/a.py", s => $"\uFEFFpassword = '«{Human(s)}»'\n"),
    ];

    private static IEnumerable<FormCase> Logins() =>
    [
        Reported("D10", "basic auth", "src/a.py", s => $"requests.get(url, basic_auth=('shop','«{Human(s)}»'))\n"),
        Reported("D10", "Sequelize", "src/a.js", s => $"const db = new Sequelize('orders','shop','«{Human(s)}»');\n"),
        Reported("D10", "pass", "src/a.js", s => $"auth: {{ user: 'shop', pass: '«{Human(s)}»' }},\n"),
        ReportedToo("D10", "HTTPBasicAuth", "src/a.py", s => $"r = requests.get(url, auth=HTTPBasicAuth('shop', '«{Human(s)}»'))\n"),
        ReportedToo("D10", "DriverManager", "src/A.java",
            s => $"Connection c = DriverManager.getConnection(url, \"shop\", \"«{Human(s)}»\");\n"),
        ReportedToo("D10", "SetBasicAuth", "src/a.go", s => $"\treq.SetBasicAuth(\"shop\", \"«{Human(s)}»\")\n"),
        ReportedToo("D10", "smtp login", "src/a.py", s => $"smtp.login('shop@acme.org', '«{Human(s)}»')\n"),
    ];

    private static IEnumerable<FormCase> Escaped() =>
    [
        Reported("D11", "slashes", "config/a.json", s => $$"""{"url":"https:\/\/shop:«{{Open(s, false)}}»@files.acme.org"}"""),
        Reported("D11", "signature behind &amp;", "public/a.html",
            s => $"<a href=\"https://acme.org/f?page=2&amp;sig=«{Key(s, 44)}»\">f</a>\n"),
        Reported("D11", "quotes", "conf/a.xml", s => $"<job run=\"Password=&quot;«{Human(s)}»&quot;\"/>\n"),
        ReportedToo("D11", "unicode quotes", "config/a.json", s => $$"""{"run":"Password=\u0022«{{Human(s)}}»\u0022"}"""),
        ReportedToo("D11", "apostrophes", "conf/a.xml", s => $"<job run='password=&apos;«{Human(s)}»&apos;'/>\n"),
        ReportedToo("D11", "escaped ampersand", "config/a.json",
            s => $$"""{"url":"https://acme.org/f?page=2\u0026password=«{{Human(s, "#")}}»"}"""),
    ];

    private static IEnumerable<FormCase> Named() =>
    [
        Reported("D12", "subscription key", "src/a.http",
            s => $"GET https://api.acme.org\nOcp-Apim-Subscription-Key: «{TableValues.Hex(s, 32)}»\n"),
        Reported("D12", "key of a section", "src/appsettings.json", s => $$$"""{"Jwt":{"Issuer":"shop","Key":"«{{{Key(s, 48)}}}»"}}"""),
        Reported("D12", "account key", "config/a.json", s => $$"""{"AccountName":"shop","AccountKey":"«{{AccountKey(s)}}»"}"""),
        ReportedToo("D12", "functions key", "src/a.http", s => $"GET https://api.acme.org\nx-functions-key: «{Key(s, 54)}»\n"),
        ReportedToo("D12", "signing key of a section", "config/a.yml", s => $"jwt:\n  issuer: shop\n  key: «{Key(s, 48)}»\n"),
        ReportedToo("D12", "shared access key", "config/a.json", s => $$$"""{"Queue":{"SharedAccessKey":"«{{{Base64(Key(s, 32))}}}»"}}"""),
    ];

    private static IEnumerable<FormCase> Paths() =>
    [
        Reported("D13", "SAM", "template.yaml", s => $"Environment:\n  Variables:\n    DB_PASSWORD: «{Human(s)}»\n"),
        Reported("D13", "stage", ".env.test", s => $"DB_USER=shop\nDB_PASSWORD=«{Human(s)}»\n"),
        Reported("D13", "job", "job-spec.yaml", s => $"env:\n  DB_PASSWORD: «{Human(s)}»\n"),
        Reported("D13", "service", "services/demo-service/config.yaml", s => $"db:\n  user: shop\n  password: «{Human(s)}»\n"),
        ReportedToo("D13", "contest", "services/contest-api/settings.yml", s => $"db:\n  user: shop\n  password: «{Human(s)}»\n"),
        ReportedToo("D13", "inspection", "inspector/config.toml", s => $"[db]\nuser = \"shop\"\npassword = \"«{Human(s)}»\"\n"),
        ReportedToo("D13", "latest", "deploy/latest/app.properties", s => $"db.user=shop\ndb.password=«{Human(s)}»\n"),
    ];

    private static IEnumerable<FormCase> Words() =>
    [
        Silent("D14", "Russian", "locales/ru.yml", _ => "password: Пароль\n"),
        Silent("D14", "Chinese", "locales/zh.json", _ => "{\"confirmPassword\":\"确认密码\"}\n"),
        NotReportedToo("D14", "Turkish", "src/messages_tr.properties", _ => "login.password=Şifreniz\n"),
        NotReportedToo("D14", "Arabic", "public/ar.js", _ => "const texts = { password: 'كلمة المرور' };\n"),
        NotReportedToo("D14", "Korean", "src/strings.xml", _ => "<string name=\"password\">비밀번호</string>\n"),
        NotReportedToo("D14", "Thai", "config/th.toml", _ => "password = \"รหัสผ่าน\"\n"),
        Silent("D19", "dependency", "package.json", _ => "{\"dependencies\":{\"passport-kerberos\":\"^1.4.0\"}}\n"),
        NotReportedToo("D19", "lock file", "yarn.lock", _ => "password-prompt@^1.1.3:\n  version \"1.1.3\"\n"),
    ];

    private static IEnumerable<FormCase> References() =>
    [
        Silent("D15", "encrypted", "deploy/.env", s => $"DB_PASSWORD=encrypted:{Base64(Key(s, 60))}\n"),
        Silent("D15", "parameter store", "deploy/.env", _ => "DB_PASSWORD=ref+awsssm://shop/db/password\n"),
        Silent("D15", "secret manager", "deploy/.env", s => $"DB_PASSWORD=projects/{1000 + s}/secrets/db/versions/latest\n"),
        NotReported("D15", "hash with its kind", "conf/a.properties", s => $"password={TableValues.Of(ValueKind.Hash, (4 * s) + 3)}\n"),
        NotReportedToo("D15", "key vault", "config/a.json",
            _ => "{\"password\":\"@Microsoft.KeyVault(SecretUri=https://shop.vault.acme.org/secrets/db)\"}\n"),
        NotReportedToo("D15", "sops", "config/a.yml",
            s => $"password: ENC[AES256_GCM,data:{Base64(Key(s, 20))},iv:{Base64(Key(s, 32))},type:str]\n"),
        NotReportedToo("D15", "vault of a playbook", "group_vars/all.yml", _ => "db_password: '{{ vault_db_password | default(omit) }}'\n"),
    ];

    private static IEnumerable<FormCase> Public() =>
    [
        NotReported("D16", "signed address", "docs/a.md",
            s => $"https://shop.s3.acme.org/a?X-Amz-Credential={Temporary(s)}%2F20240101%2Feu-west-1\n"),
        NotReported("D16", "web key", "src/a.js",
            s => $"const config = {{ apiKey: '{Web(s)}', authDomain: 'shop.firebaseapp.com', projectId: 'shop' }};\n"),
        NotReported("D16", "anonymous token", "src/a.js", s => $"const anon = '{Anonymous(s)}';\n"),
        NotReportedToo("D16", "signed address in HTML", "public/a.html",
            s => $"<img src=\"https://shop.s3.acme.org/a.png?X-Amz-Expires=9&amp;X-Amz-Credential={Temporary(s)}/20240101/eu-west-1\">\n"),
        NotReportedToo("D16", "web key in JSON", "web/firebase.json",
            s => $$"""{"apiKey":"{{Web(s)}}","authDomain":"shop.firebaseapp.com","projectId":"shop","messagingSenderId":"1"}""" + "\n"),
        NotReportedToo("D16", "anonymous token in settings", "web/.env", s => $"NEXT_PUBLIC_SUPABASE_ANON_KEY={Anonymous(s)}\n"),
    ];

    private static IEnumerable<FormCase> Weak() =>
    [
        Reported("D17", "the word itself", "config/application.yml",
            s => $"db:\n  user: shop{s}\n  password: «{Default("pass", "word")}»\n"),
        Reported("D17", "the user's own name", "config/application.yml", _ => "db:\n  user: bob\n  password: «bob»\n"),
        Reported("D17", "ones", "config/application.yml", s => $"db:\n  user: shop{s}\n  password: \"«{new string('1', 6)}»\"\n"),
        Reported("D17", "a default", "config/application.yml", s => $"db:\n  user: shop{s}\n  password: «{Default("change", "me")}»\n"),
        NotReported("D17", "a default in a sample", "config/application.yml.example",
            s => $"db:\n  user: shop{s}\n  password: {Default("change", "me")}\n"),
        ReportedToo("D17", "admin", "conf/server.properties", _ => $"db.user=shop\ndb.password=«{Default("ad", "min")}»\n"),
        ReportedToo("D17", "digits in a row", "deploy/.env", _ => $"DB_USER=shop\nDB_PASSWORD=«{Default("123", "456")}»\n"),
        NotReportedToo("D17", "a default in a document", "README.md",
            s => $"db:\n  user: shop{s}\n  password: {Default("change", "me")}\n"),
    ];

    private static IEnumerable<FormCase> Sealed() =>
    [
        NotReported("D19", "bcrypt", "config/users.yml",
            s => $"users:\n  - name: shop\n    password: {TableValues.Of(ValueKind.Hash, 4 * s)}\n"),
        Silent("D19", "encrypted key of a JWE", "src/a.json",
            s => $$"""{"protected":"e30","encrypted_key":"{{Key(s, 342)}}","tag":"{{Key(s, 22)}}"}"""),
        Silent("D19", "variable in SQL", "db/a.sh", _ => "psql -c \"create user shop identified by '$DB_USER_PASSWORD'\"\n"),
        NotReportedToo("D19", "argon2 in SQL", "db/a.sql",
            s => $"INSERT INTO users (name, password) VALUES ('shop', '{TableValues.Of(ValueKind.Hash, (4 * s) + 2)}');\n"),
        NotReportedToo("D19", "sealed secret", "deploy/a.yaml",
            s => $"kind: SealedSecret\nspec:\n  encryptedData:\n    password: {Base64(Key(s, 400))}\n"),
    ];

    private static IEnumerable<FormCase> Lists() =>
    [
        Reported("D20", "Basic", "config/a.yml", s => $"headers:\n  - Basic «{Base64($"shop:{Human(s)}")}»\n"),
        Reported("D20", "Bearer", "config/a.yml", s => $"headers:\n  - Bearer «{Key(s, 40)}»\n"),
        ReportedToo("D20", "Bearer in JSON", "config/a.json", s => $$"""{"values":["text/csv","Bearer «{{Key(s, 40)}}»"]}"""),
        ReportedToo("D20", "Basic in code", "src/a.py", s => $"value = 'Basic «{Base64($"shop:{Human(s)}")}»'\n"),
        ReportedToo("D20", "Bearer in an argument", "src/a.java", s => $"request.header(NAME, \"Bearer «{Key(s, 48)}»\");\n"),
    ];

    private static FormCase Reported(string row, string name, string path, Func<int, string> text) =>
        new(row, false, name, path, FormAnswer.Reported, text);

    private static FormCase ReportedToo(string row, string name, string path, Func<int, string> text) =>
        new(row, true, name, path, FormAnswer.Reported, text);

    private static FormCase Silent(string row, string name, string path, Func<int, string> text) =>
        new(row, false, name, path, FormAnswer.Silent, text);

    private static FormCase NotReported(string row, string name, string path, Func<int, string> text) =>
        new(row, false, name, path, FormAnswer.NotReported, text);

    private static FormCase NotReportedToo(string row, string name, string path, Func<int, string> text) =>
        new(row, true, name, path, FormAnswer.NotReported, text);

    private static string Human(int seed, string forbidden = " #'\"&") => TableValues.Of(ValueKind.Human, seed, forbidden);

    /// <summary>
    /// Returns a password that can be written between braces, commas and addresses. It is marked when the form has no marks of its own.
    /// </summary>
    private static string Open(int seed, bool isMarked = true)
    {
        var value = Human(seed, " #'\"&{}[],:/@?!");
        return isMarked ? $"«{value}»" : value;
    }

    private static string Key(int seed, int length) => TableValues.Key(seed, length);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Secret(string data) => $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ntype: Opaque\ndata:\n{data}";

    private static string AccountKey(int seed)
    {
        var bytes = new byte[64];
        new Random(seed).NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    private static string PrivateKey(int seed)
    {
        var numbers = new byte[1190];
        new Random(seed).NextBytes(numbers);
        return Convert.ToBase64String([.. KeyHead, .. numbers]);
    }

    private static string Certificate(int seed) => $"-----BEGIN CERTIFICATE-----\n{Base64(Key(seed, 900))}\n-----END CERTIFICATE-----\n";

    private static string Temporary(int seed) => Template.Expand("ASIA{base32:16}", seed);

    private static string Web(int seed) => Template.Expand("AIza{base64url:35}", seed);

    private static string Anonymous(int seed)
    {
        var head = Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        return $"{head}.{Url($"{{\"iss\":\"supabase\",\"ref\":\"shop{seed}\",\"role\":\"anon\"}}")}.{Key(seed, 43)}";
    }

    private static string Url(string text) => Base64(text).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>
    /// Joins the parts of a product's default password, so that the history of this repository does not contain it next to a name.
    /// </summary>
    private static string Default(string first, string second) => first + second;
}
