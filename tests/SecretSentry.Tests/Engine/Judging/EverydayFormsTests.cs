using System.Text;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Paths;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>
/// Forms in which people write a password without a joining character: table cells, sentences, values that a test enters, return
/// values of functions, commands of settings. The value is the invented word <c>Zebra77xq</c>, or only its letters.
/// </summary>
public class EverydayFormsTests
{
    private const string Value = "Zebra77xq";

    private const string Word = "zebraxq";

    [Theory]
    // Tables.
    [InlineData("a.csv", "user,password,mail\nu,@,m\n")]
    [InlineData("a.csv", "id;user;passwort\n1;u;@\n")]
    [InlineData("a.csv", "\"user\",\"password\"\n\"u, v\",\"@\"\n")]
    [InlineData("a.csv", "user,password\nu,one1\nv,@\n")]
    [InlineData("a.txt", "user\tpassword\nu\t@\n")]
    [InlineData("a.md", "| user | password |\n|---|:-:|\n| u | `@` |\n")]
    [InlineData("a.md", "| user | password |\n|---|---|\n| u | one1 |\n| v | **@** |\n")]
    [InlineData("a.feature", "Examples:\n  | user | password | n |\n  | u | @ | 1 |\n")]
    // Sentences and notes.
    [InlineData("a.md", "**Password:** @")]
    [InlineData("a.md", "<b>Password:</b> @")]
    [InlineData("a.txt", "the password for the server is @")]
    [InlineData("a.txt", "password of bob: @")]
    [InlineData("a.txt", "the new password is: @")]
    [InlineData("a.txt", "the password is now @")]
    [InlineData("a.txt", "password - @")]
    [InlineData("a.txt", "Password:\n@\n")]
    [InlineData("a.txt", "Das Passwort lautet @")]
    [InlineData("a.txt", "la password \u00e8 @")]
    [InlineData("a.txt", "wachtwoord: @")]
    [InlineData("a.txt", "has\u0142o: @")]
    [InlineData("a.txt", "\u041f\u0430\u0440\u043e\u043b\u044c: @")]
    [InlineData("a.txt", "\u5bc6\u7801\uff1a@")]
    [InlineData("a.txt", "\u30d1\u30b9\u30ef\u30fc\u30c9: @")]
    [InlineData("a.txt", "user bob, pass @")]
    [InlineData("a.feature", "When I enter \"@\" into \"password\"")]
    [InlineData("a.feature", "When I fill in \"Password\" with \"@\"")]
    [InlineData("a.md", "Use `@` as the password.")]
    // User and password in one value.
    [InlineData("a.md", "Login: bob / @")]
    [InlineData("a.md", "The credentials are bob/@.")]
    [InlineData("a.md", "Credentials: `bob:@`")]
    [InlineData("a.cfg", "stats auth bob:@")]
    [InlineData("a.yml", "basicAuth:\n  - bob:@\n")]
    [InlineData("a.rs", "let c = Credentials::new(\"bob\".into(), \"@\".into());")]
    // Page tests and answers to questions.
    [InlineData("a.js", "cy.get('#password').type('@')")]
    [InlineData("a.js", "$('#password').val(\"@\")")]
    [InlineData("a.js", "byId('password').value = '@';")]
    [InlineData("a.js", "change(byLabel('Password'), { target: { value: '@' } });")]
    [InlineData("a.js", "type(byLabel(/password/i), '@');")]
    [InlineData("a.swift", "app.secureTextFields[\"Password\"].typeText(\"@\")")]
    [InlineData("a.rb", "fill_in :user_password, :with => '@'")]
    [InlineData("a.exp", "expect \"password:\"\nsend \"@\\r\"")]
    [InlineData("a.exp", "\"*assword*\" { send -- \"@\\r\" }")]
    // Return values and declarations.
    [InlineData("A.java", "String getPassword() { return \"@\"; }")]
    [InlineData("A.java", "public String getPassword() {\n    return \"@\";\n}")]
    [InlineData("a.py", "def password():\n    return '@'")]
    [InlineData("A.cs", "public string Password { get; set; } = \"@\";")]
    [InlineData("A.cs", "string Password { get { return \"@\"; } }")]
    [InlineData("a.rb", "password { '@' }")]
    [InlineData("a.cbl", "01 WS-PASSWORD PIC X(8) VALUE '@'.")]
    [InlineData("a.sql", "v_password VARCHAR2(30) := '@';")]
    [InlineData("a.config", "{password, \"@\"}")]
    [InlineData("a.h", "#define kPassword @\"@\"")]
    [InlineData("A.java", "user(\"bob\").password(\"{noop}@\")")]
    [InlineData("A.java", "store.load(in, \"@\".toCharArray());")]
    // Markup.
    [InlineData("a.xml", "<w:Password Type=\"x\">@</w:Password>")]
    [InlineData("a.xml", "<param-name>dbPassword</param-name>\n<param-value>@</param-value>")]
    [InlineData("a.jmx", "<e name=\"password\" type=\"A\">\n  <s name=\"A.value\">@</s>")]
    // Settings and commands.
    [InlineData("a.cfg", "enable secret 0 @")]
    [InlineData("a.cfg", "username bob password 0 @")]
    [InlineData("a.cfg", "rootpw --plaintext @")]
    [InlineData("a.conf", "bindpw @")]
    [InlineData("a.conf", "rocommunity @ 10.0.0.0/8")]
    [InlineData("a.txt", "snmp-server community @ RO")]
    [InlineData("a.sql", "ALTER USER root IDENTIFIED WITH mysql_native_password BY '@';")]
    [InlineData("a.sh", "echo -e \"@\\n@\" | passwd bob")]
    [InlineData("a.sh", "(echo '@'; echo '@') | smbpasswd -s bob")]
    [InlineData("a.sh", "openssl passwd -6 '@'")]
    [InlineData("a.sh", "mosquitto_passwd -b file bob @")]
    [InlineData("a.sh", "echo @ | gpg --passphrase-fd 0 f")]
    [InlineData("a.sh", "echo @ | kinit bob")]
    [InlineData("a.sh", "chpasswd <<EOF\nbob:@\nEOF")]
    [InlineData("a.sh", "chpasswd <<< \"bob:@\"")]
    [InlineData("a.yml", "chpasswd:\n  list: |\n    root:@\n")]
    [InlineData("a.ino", "WiFi.begin(\"net\", \"@\");")]
    [InlineData("a.py", "create_user('bob', 'mail', '@')")]
    public void The_value_in_the_form_is_read_exactly(string path, string form) =>
        Values(path, form).Select(value => value.EndsWith("\\r", StringComparison.Ordinal) ? value[..^2] : value).Should().Contain(Value);

    [Theory]
    [InlineData("a.csv", "password changed,mail\n@,m\n")]
    [InlineData("a.csv", "user,password\nu,x,@\n")]
    [InlineData("a.cs", "f(user,password,\n@,x)")]
    [InlineData("a.md", "| user | password |\n|---|---|\n| @ | x1y2 |\n")]
    [InlineData("a.md", "Password:\n@ is what we had\n")]
    [InlineData("a.md", "login: /users/@")]
    [InlineData("a.js", "cy.get('#password').click('@')")]
    [InlineData("a.js", "cy.get('#passwordless', '#x').type(@)")]
    [InlineData("A.java", "boolean hasPassword() { return x; } // \"@\"")]
    [InlineData("A.cs", "public string Password { get; set; } // \"@\"")]
    [InlineData("a.xml", "<password type=\"x\"/>@<")]
    [InlineData("a.xml", "<name>dbPassword</name>\n<class>@</class>")]
    [InlineData("a.sh", "echo @; passwd bob")]
    [InlineData("a.sh", "ls | passwd bob @")]
    [InlineData("a.sql", "IDENTIFIED WITH @")]
    [InlineData("a.feature", "\"@\" is not the password")]
    public void A_value_in_a_similar_form_is_not_read(string path, string form) => Values(path, form).Should().NotContain(Value);

    [Theory]
    [InlineData("a.cfg", "username bob password @\n", true)]
    [InlineData("a.netrc", "machine h login bob password @\n", true)]
    [InlineData("Dockerfile", "ENV POSTGRES_PASSWORD @\n", true)]
    [InlineData("a.txt", "password @\n", true)]
    [InlineData("a.robot", "Input Password    id=pw1    @\n", true)]
    [InlineData("a.txt", "your password @ was reset\n", false)]
    [InlineData("a.cs", "var password @\n", false)]
    [InlineData("a.sh", "rm password @ other\n", false)]
    public void An_unquoted_word_is_a_value_only_if_nothing_follows_it(string path, string form, bool isRead) =>
        Values(path, form, Word).Contains(Word).Should().Be(isRead);

    [Fact]
    public void Words_joined_with_dots_are_judged_only_in_settings_files()
    {
        var phrase = string.Join('.', "zebra", "quilt", "mopane");
        IsDropped("a.yml", $"password: {phrase}\n", phrase).Should().BeFalse();
        IsDropped("a.cs", $"var password = {phrase};\n", phrase).Should().BeTrue();
        IsDropped("a.yml", $"label: {phrase}\npassword: var.{phrase}\n", "var." + phrase).Should().BeTrue();
        IsDropped("a.yml", "password: forms.login.password\n", "forms.login.password").Should().BeTrue();
    }

    [Fact]
    public void A_list_of_names_is_not_read_as_a_name_and_its_value()
    {
        IsDropped("a.toml", "all = [\"reset-password\", \"access-token\", \"secret-store\"]\n", "access-token").Should().BeTrue();
        IsDropped("a.py", "ALL = ['INVALID_PASSWORD', 'MISSING_TOKEN']\n", "MISSING_TOKEN").Should().BeTrue();
        IsDropped("a.py", "put('db-password', 'zebra-quilt')\n", "zebra-quilt").Should().BeFalse();
        IsDropped("a.py", "PAIR = ['db-password', 'zebra4quilt']\n", "zebra4quilt").Should().BeFalse();
        IsDropped("a.py", "PAIR = ['password', 'zebra-quilt']\n", "zebra-quilt").Should().BeFalse();
    }

    private static bool IsDropped(string path, string text, string value)
    {
        var (content, facts, found) = (Encoding.UTF8.GetBytes(text), PathFacts.Create(path), new List<NamedValue>());
        AnchorFinder.Extract(content, facts, found);
        return found.Where(one => Encoding.UTF8.GetString(content, one.Start, one.End - one.Start) == value)
            .All(one => CandidateFilter.GetReason(content, one, facts) != FilterReason.None);
    }

    private static List<string> Values(string path, string form, string value = Value)
    {
        var (content, found) = (Encoding.UTF8.GetBytes(form.Replace("@\"@\"", "@\"\0\"", StringComparison.Ordinal)
            .Replace("@", value, StringComparison.Ordinal).Replace(value + "\"\0\"", "@\"" + value + "\"", StringComparison.Ordinal)),
                new List<NamedValue>());
        AnchorFinder.Extract(content, PathFacts.Create(path), found);
        return [.. found.Select(one => Encoding.UTF8.GetString(content, one.Start, one.End - one.Start))];
    }
}
