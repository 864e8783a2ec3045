using System.Net;
using System.Text;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>The rows of the table of syntaxes.</summary>
internal static class SyntaxTable
{
    /// <summary>Characters that an unquoted shell word cannot contain.</summary>
    private const string Bare = " '\"`()|&;<>\\{}[]#*";

    /// <summary>Characters that would end the login part of an address.</summary>
    private const string InAddress = " /@:#?%[]\"'";

    public static IReadOnlyList<SyntaxRow> Rows { get; } =
    [
        // Programs.
        new("Python assignment", "app/db.py", "password = '@V'\n"),
        new("Python annotated constant", "app/db.py", "DB_PASSWORD: Final[str] = \"@V\"\n"),
        new("Python dict", "app/settings.py", "DATABASES = {\"default\": {\"USER\": \"shop\", \"PASSWORD\": \"@V\", \"PORT\": 5432}}\n"),
        new("Python keywords", "app/db.py", "conn = connect(host='db1', user='shop', password='@V', dbname='orders')\n"),
        new("Python environment default", "app/config.py", "DB_PASSWORD = os.getenv(\"DB_PASSWORD\", \"@V\")\n"),
        new("Python tuple of a login", "app/client.py", "answer = session.get(url, basic_auth=('shop', '@V'))\n"),
        new("JavaScript constant", "src/db.js", "const dbPassword = '@V';\n"),
        new("JavaScript object", "src/db.js", "module.exports = { host: 'db1', user: 'shop', password: '@V' };\n"),
        new("JavaScript environment default", "src/db.js", "const password = process.env.DB_PASSWORD || '@V';\n"),
        new("JavaScript template literal", "src/db.js", "export const password = `@V`;\n"),
        new("TypeScript member", "src/db.ts", "private readonly password: string = '@V';\n"),
        new("Sequelize arguments", "src/db.js", "const db = new Sequelize('orders', 'shop', '@V', { host: 'db1' });\n"),
        new("Java constant", "src/main/java/Db.java", "private static final String DB_PASSWORD = \"@V\";\n"),
        new("Java setter", "src/main/java/Db.java", "dataSource.setPassword(\"@V\");\n"),
        new("Java constructor", "src/main/java/Db.java", "var login = new UsernamePasswordCredentials(\"shop\", \"@V\");\n"),
        new("Java put", "src/main/java/Db.java", "props.put(\"mail.smtp.password\", \"@V\");\n"),
        new("Kotlin value", "src/main/kotlin/Db.kt", "private const val PASSWORD = \"@V\"\n"),
        new("Scala value", "src/main/scala/Db.scala", "val dbPassword: String = \"@V\"\n"),
        new("C# constant", "src/Db.cs", "private const string Password = \"@V\";\n"),
        new("C# initializer", "src/Db.cs", "var options = new MailOptions { UserName = \"shop\", Password = \"@V\" };\n"),
        new("C# credential", "src/Db.cs", "client.Credentials = new NetworkCredential(\"shop\", \"@V\");\n"),
        new("Go struct, aligned", "internal/db.go",
            "cfg := Config{\n\tHost:     \"db1\",\n\tUser:     \"shop\",\n\tPassword: \"@V\",\n}\n"),
        new("Go short variable", "internal/db.go", "dbPassword := \"@V\"\n"),
        new("Go map", "internal/db.go", "var settings = map[string]string{\n\t\"user\":     \"shop\",\n\t\"password\": \"@V\",\n}\n"),
        new("Rust Some", "src/db.rs", "let login = Login { user: \"shop\".into(), password: Some(\"@V\".to_string()) };\n"),
        new("Rust constant", "src/db.rs", "pub const DB_PASSWORD: &str = \"@V\";\n"),
        new("PHP array", "src/db.php", "<?php\nreturn ['user' => 'shop', 'password' => '@V'];\n"),
        new("PHP define", "src/config.php", "<?php\ndefine('DB_PASSWORD', '@V');\n"),
        new("PHP variable", "src/db.php", "<?php\n$db_password = '@V';\n"),
        new("Ruby hash", "lib/db.rb", "connect(user: 'shop', password: '@V')\n"),
        new("Ruby symbol arrow", "lib/db.rb", "OPTIONS = { :user => 'shop', :password => '@V' }.freeze\n"),
        new("Perl hash", "lib/Db.pm", "my %login = (user => 'shop', password => '@V');\n"),
        new("Perl variable", "bin/copy.pl", "my $password = '@V';\n"),
        new("Swift constant", "Sources/Db.swift", "let password: String = \"@V\"\n"),
        new("C define", "src/db.c", "#define DB_PASSWORD \"@V\"\n"),
        new("Comment in code", "src/db.py", "# login shop, password: @V\nHOST = 'db1'\n") { Forbids = " " },
        new("Sentence in a comment", "src/Db.java", "// the password is \"@V\"\nclass Db { }\n"),

        // Settings.
        new("JSON", "config/shop.json", "{ \"user\": \"shop\", \"password\": \"@V\", \"port\": 5432 }\n"),
        new("JSON in a string", "config/task.json",
            "{ \"name\": \"shop\", \"settings\": \"{\\\"user\\\": \\\"shop\\\", \\\"password\\\": \\\"@V\\\"}\" }\n"),
        new("JSON in a string in a string", "config/task.json",
            "{ \"body\": \"{\\\"settings\\\": \\\"{\\\\\\\"password\\\\\\\": \\\\\\\"@V\\\\\\\"}\\\"}\" }\n"),
        new("JSON with unicode escapes", "config/task.json", "{ \"settings\": \"password=\\u0022@V\\u0022\" }\n"),
        new("YAML plain", "config/shop.yml", "user: shop\npassword: @V\nport: 5432\n") { Forbids = " " },
        new("YAML quoted", "config/shop.yml", "mail:\n  user: shop\n  password: \"@V\"\n"),
        new("YAML flow map", "config/shop.yml", "logins:\n  - {user: shop, password: @V}\n") { Forbids = " ,{}[]" },
        new("YAML folded", "config/shop.yml", "db:\n  password: >-\n    @V\n  user: shop\n"),
        new("YAML literal block", "config/shop.yml", "db_password: |\n  @V\nuser: shop\n"),
        new("YAML list of name and value", "deploy/shop.yaml",
            "env:\n  - name: DB_USER\n    value: shop\n  - name: DB_PASSWORD\n    value: @V\n") { Forbids = " " },
        new("YAML list of pairs", "compose.yaml",
            "services:\n  db:\n    environment:\n      - POSTGRES_USER=shop\n      - POSTGRES_PASSWORD=@V\n") { Forbids = " " },
        new("YAML value with default", "config/application.yml",
            "spring:\n  datasource:\n    password: ${DB_PASSWORD:@V}\n") { Forbids = " }" },
        // A value shown to a reader is not in base64.
        new("Kubernetes Secret", "deploy/secret.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ntype: Opaque\ndata:\n  user: c2hvcA==\n  password: @V\n")
        {
            Write = Base64Of,
            Without = [ValueKind.Translation],
        },
        new("Kubernetes Secret in clear", "deploy/secret.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\nstringData:\n  user: shop\n  password: @V\n") { Forbids = " " },
        new(".env", "deploy/.env", "DB_USER=shop\nDB_PASSWORD=@V\nDB_PORT=5432\n") { Forbids = " " },
        new(".env quoted", "deploy/.env", "DB_USER=\"shop\"\nDB_PASSWORD=\"@V\"\n"),
        new("export", "bin/start.sh", "export DB_PASSWORD=@V\n") { Forbids = Bare },
        new("Properties", "conf/shop.properties", "db.user=shop\ndb.password=@V\n"),
        new("Properties with colon", "conf/shop.properties", "db.user: shop\ndb.password: @V\n"),
        new("INI", "conf/shop.ini", "[database]\nuser = shop\npassword = @V\nport = 5432\n"),
        new("TOML", "conf/shop.toml", "[database]\nuser = \"shop\"\npassword = \"@V\"\n"),
        new("XML element", "conf/shop.xml", "<server>\n  <user>shop</user>\n  <password>@V</password>\n</server>\n") { Write = Xml },
        new("XML attribute", "conf/shop.xml", "<mail host=\"mx1\" user=\"shop\" password=\"@V\" port=\"25\" />\n") { Write = Xml },
        new("XML add key value", "src/Web.config",
            "<appSettings>\n  <add key=\"MailPassword\" value=\"@V\" />\n</appSettings>\n") { Write = Xml },
        new("XML property name value", "conf/beans.xml",
            "<bean id=\"db\">\n  <property name=\"username\" value=\"shop\"/>\n  <property name=\"password\" value=\"@V\"/>\n</bean>\n")
        {
            Write = Xml,
        },
        new("web.config connection string", "src/Web.config",
            "<add name=\"Main\" connectionString=\"Server=db1;Database=orders;User Id=shop;Password=@V\" />\n") { Forbids = ";= \"<>" },
        new("XML with quoted attribute value inside", "conf/shop.xml",
            "<job arguments=\"--user shop Password=&quot;@V&quot;\" />\n") { Write = Xml },
        new("plist", "conf/shop.plist",
            "<dict>\n\t<key>User</key>\n\t<string>shop</string>\n\t<key>Password</key>\n\t<string>@V</string>\n</dict>\n") { Write = Xml },
        new("Terraform argument, aligned", "infra/db.tf",
            "resource \"aws_db_instance\" \"shop\" {\n  username          = \"shop\"\n  password          = \"@V\"\n" +
            "  allocated_storage = 20\n}\n"),
        new("Terraform variable default", "infra/db.tf", "variable \"db_password\" {\n  type    = string\n  default = \"@V\"\n}\n"),
        new("tfvars", "infra/production.tfvars", "db_user     = \"shop\"\ndb_password = \"@V\"\n"),
        new("HCL block", "conf/shop.hcl", "backend \"sql\" {\n  user = \"shop\"\n  password = \"@V\"\n}\n"),
        new("systemd Environment", "etc/shop.service", "[Service]\nEnvironment=\"DB_PASSWORD=@V\"\nExecStart=/usr/bin/shop\n"),
        new("LDIF", "ldap/users.ldif", "dn: uid=shop,dc=acme,dc=org\nuid: shop\nuserPassword: @V\n"),
        new("netrc", ".netrc", "machine db1.acme.org login shop password @V\n") { Forbids = " " },
        new("pgpass", ".pgpass", "db1.acme.org:5432:orders:shop:@V\n") { Forbids = " :" },
        // This member is a number made by a machine.
        new("JWK private member", "conf/keys.json",
            "{ \"kty\": \"EC\", \"crv\": \"P-256\", \"kid\": \"shop\", \"d\": \"@V\" }\n")
        {
            Values = KeyMembers,
            Without = [ValueKind.Human, ValueKind.Translation, ValueKind.Hash],
        },
        new("Notebook source", "notebooks/orders.ipynb",
            "{ \"cells\": [ { \"cell_type\": \"code\", \"source\": [ \"user = \\\"shop\\\"\\n\", \"password = \\\"@V\\\"\\n\" ] } ] }\n"),
        new("Gradle assignment", "build.gradle", "signingConfigs {\n    release {\n        storePassword '@V'\n    }\n}\n"),

        // Command lines.
        new("docker run -e", "bin/start.sh",
            "docker run -d --name db -e MYSQL_USER=shop -e MYSQL_PASSWORD=@V mysql:8\n") { Forbids = Bare },
        new("Dockerfile ENV, one pair", "Dockerfile", "FROM debian\nENV DB_PASSWORD @V\n") { Forbids = " " },
        new("Dockerfile ENV, two pairs", "Dockerfile", "FROM debian\nENV DB_USER=shop DB_PASSWORD=@V\n") { Forbids = " " },
        new("Option with a blank", "bin/copy.sh", "orders-export --user shop --password @V --out orders.csv\n") { Forbids = Bare },
        new("Option with an equals sign", "bin/copy.sh", "mysqldump --user=shop --password=@V orders > orders.sql\n") { Forbids = Bare },
        new("Option glued to its value", "bin/copy.sh", "mysql -h db1 -u shop -p@V orders < orders.sql\n") { Forbids = Bare },
        new("curl -u", "bin/copy.sh", "curl -fsS -u shop:@V https://files.acme.org/orders.csv\n") { Forbids = Bare + ":" },
        new("sshpass", "bin/copy.sh", "sshpass -p '@V' scp orders.csv shop@db1:/srv\n"),
        new("Login piped into a command", "bin/setup.sh", "echo 'shop:@V' | chpasswd\n") { Forbids = ":" },
        new("htpasswd -b", "bin/setup.sh", "htpasswd -bB /etc/shop/users shop @V\n") { Forbids = Bare },
        new("kubectl literal", "bin/setup.sh", "kubectl create secret generic db --from-literal=password=@V\n") { Forbids = Bare },
        new("Windows set", "bin/start.cmd", "@echo off\r\nset DB_USER=shop\r\nset DB_PASSWORD=@V\r\n") { Forbids = " &|<>^" },
        new("PowerShell variable", "bin/Start.ps1", "$dbPassword = '@V'\n"),
        new("PowerShell secure string", "bin/Start.ps1", "$secure = ConvertTo-SecureString \"@V\" -AsPlainText -Force\n"),

        // Addresses and requests.
        new("Userinfo", "src/db.py", "DATABASE_URL = \"postgresql://shop:@V@db1.acme.org:5432/orders\"\n") { Forbids = InAddress },
        new("Userinfo in JSON with escaped slashes", "config/shop.json",
            "{ \"url\": \"https:\\/\\/shop:@V@files.acme.org\\/orders\" }\n") { Forbids = InAddress },
        // References and translations are not percent-encoded.
        new("Userinfo, percent", "config/shop.ini",
            "[queue]\nurl = amqp://shop:@V@mq1.acme.org:5672/orders\n")
        {
            Write = Uri.EscapeDataString,
            Without = [ValueKind.Reference, ValueKind.Translation],
        },
        new("Query parameter", "src/feed.js", "const feed = 'https://acme.org/feed?user=shop&password=@V&page=2';\n") { Forbids = " &#'" },
        new("Query parameter behind &amp;", "public/feed.html",
            "<a href=\"https://acme.org/feed?user=shop&amp;password=@V&amp;page=2\">feed</a>\n") { Forbids = " &#\"<>;" },
        // A key is issued by a service.
        new("Header with a key", "src/feed.http",
            "GET https://acme.org/feed\nX-Api-Key: @V\nAccept: text/csv\n") { Without = [ValueKind.Human] },
        // A value shown to a reader is not in base64.
        new("Header Basic", "src/feed.http",
            "GET https://acme.org/feed\nAuthorization: Basic @V\n") { Write = LoginOf, Without = [ValueKind.Translation] },
        // A token is issued by a service.
        new("Bearer in a list", "config/headers.yml",
            "headers:\n  - Accept: text/csv\n  - Bearer @V\n") { Forbids = " ", Without = [ValueKind.Human] },
        new("Form body", "src/feed.http",
            "POST https://acme.org/session\nContent-Type: application/x-www-form-urlencoded\n\nusername=shop&password=@V&remember=1\n")
        {
            Forbids = " &#",
        },

        // SQL and connection strings.
        new("SQL identified by", "db/users.sql", "CREATE USER 'shop'@'%' IDENTIFIED BY '@V';\n"),
        new("SQL alter user", "db/users.sql", "ALTER USER shop WITH PASSWORD '@V';\n"),
        new("SQL insert with a column", "db/users.sql", "INSERT INTO users (name, password) VALUES ('shop', '@V');\n"),
        new("SQL update", "db/users.sql", "UPDATE users SET password = '@V' WHERE name = 'shop';\n"),
        new("ADO.NET", "src/Db.cs",
            "const string Main = \"Server=db1;Database=orders;User Id=shop;Password=@V;Encrypt=true\";\n") { Forbids = "; \"" },
        new("JDBC", "src/main/java/Db.java",
            "String url = \"jdbc:sqlserver://db1:1433;databaseName=orders;user=shop;password=@V\";\n") { Forbids = "; \"" },
        new("JDBC query", "conf/shop.properties", "db.url=jdbc:postgresql://db1/orders?user=shop&password=@V\n") { Forbids = " &#" },
        new("ODBC", "conf/odbc.ini", "[orders]\nConnection = Driver={PostgreSQL};Server=db1;Uid=shop;Pwd=@V;\n") { Forbids = "; " },

        // Encodings, line ends, documents.
        new("Mark of UTF-8 and first line", "deploy/.env",
            "DB_PASSWORD=@V\nDB_USER=shop\n") { Forbids = " ", Encoding = new UTF8Encoding(true) },
        new("Carriage returns alone", "conf/shop.properties", "db.user=shop\rdb.password=@V\rdb.port=5432\r"),
        new("UTF-16, little end first", "bin/Start.ps1", "$user = 'shop'\r\n$password = '@V'\r\n") { Encoding = Encoding.Unicode },
        new("UTF-16, big end first", "conf/shop.ini",
            "[database]\r\nuser=shop\r\npassword=@V\r\n") { Encoding = Encoding.BigEndianUnicode },
        new("Last line without an end", "conf/shop.ini", "[database]\nuser=shop\npassword=@V"),
        new("Markdown sentence", "README.md", "# Shop\n\nLog in as `shop`. The password is `@V`.\n") { IsDocument = true },
        new("Text with two lines", "docs/servers.txt",
            "server: db1.acme.org\nuser: shop\npassword: @V\n") { Forbids = " ", IsDocument = true },
    ];

    private static string Xml(string value) => WebUtility.HtmlEncode(value);

    private static string Base64Of(string value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value));

    private static string LoginOf(string value) => Base64Of("shop:" + value);

    private static string KeyMembers(ValueKind kind, int seed) =>
        kind == ValueKind.Random ? TableValues.KeyMember(seed) : TableValues.Of(kind, seed, "\"");
}
