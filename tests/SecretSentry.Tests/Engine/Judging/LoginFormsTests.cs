using System.Text;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Paths;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>
/// Forms of logins in which the password has no name. Exactly the bytes of the value are read, and not the text around it. The value is the
/// invented word <c>Zebra77xq</c>.
/// </summary>
public class LoginFormsTests
{
    private const string Value = "Zebra77xq";

    [Theory]
    [InlineData("a.php", "ldap_bind($c, $dn, '@');")]
    [InlineData("a.py", "conn.simple_bind(who=dn, cred='@')")]
    [InlineData("a.c", "ldap_simple_bind(ld, dn, \"@\");")]
    [InlineData("a.php", "imap_open('{h:993}INBOX', $user, '@', OP_HALFOPEN);")]
    [InlineData("a.py", "MySQLdb.connect('h', 'u', '@')")]
    [InlineData("a.py", "cx_Oracle.connect('u', '@', dsn)")]
    [InlineData("a.js", "mysql.createConnection('h', 'u', '@', 'd')")]
    [InlineData("A.java", "env.put(Context.SECURITY_CREDENTIALS, \"@\");")]
    [InlineData("A.java", "conf.setProperty(Names.DB_PASSWORD, \"@\");")]
    [InlineData("a.sh", "net use \\\\h\\s @ /persistent:no")]
    [InlineData("a.bat", "net use * \\\\h\\s '@' /user:u")]
    [InlineData("a.bat", "net use \\\\h\\s /user:d\\u @ /persistent:no")]
    [InlineData("a.bat", "net user u @ /add")]
    [InlineData("a.sh", "sudo rabbitmqctl change_password u \"@\"")]
    [InlineData("a.sh", "echo @ | sudo -S apt-get update")]
    [InlineData("a.sh", "printf '@' | docker login -u u --password-stdin")]
    [InlineData("a.sh", "smbclient -U 'd\\u%@' //h/s")]
    [InlineData("a.sh", "rpcclient -U u%@ h")]
    [InlineData("a.sh", "lftp -u u,@ sftp://h")]
    [InlineData("a.sh", "sqlplus u/@@h")]
    [InlineData("a.sh", "sqlplus -S -L \"u/@@h\"")]
    [InlineData("a.sh", "zip.sh && zip -P @ a.zip b")]
    [InlineData("a.py", "run(['mysql', '-u', 'u', '-p@'])")]
    [InlineData("a.js", "spawn(\"redis-cli\", [\"-a\", \"@\"])")]
    [InlineData("a.sh", "X=\"${X_PASSWORD-@}\"")]
    [InlineData("a.yml", "password: \"${X:-@}\"")]
    [InlineData("a.yml", "password: ${X:@}")]
    [InlineData("a.sh", "DB_PASSWORD=${1:-@}")]
    [InlineData("a.kt", "field(\"API_KEY\", \"\\\"@\\\"\")")]
    [InlineData("a.gradle", "field \"API_KEY\", '\"@\"'")]
    public void The_value_in_the_form_is_read_exactly(string path, string form) => Values(path, form).Should().Contain(Value);

    [Theory]
    [InlineData("a.php", "ldap_bind($c, '@');")]
    [InlineData("a.php", "imap_open('@', $user, $pass);")]
    [InlineData("a.py", "MySQLdb.connect('@', 'u', pw)")]
    [InlineData("a.js", "net.createConnection('@', 22)")]
    [InlineData("A.java", "compute(DB_PASSWORD, \"@\");")]
    [InlineData("a.bat", "net use Z: /delete @")]
    [InlineData("a.bat", "net user /domain @")]
    [InlineData("a.bat", "net user u /add @")]
    [InlineData("a.bat", "subnet user u @")]
    [InlineData("a.sh", "rabbitmqctl set_permissions u @")]
    [InlineData("a.sh", "echo @ > f; sudo -S ls")]
    [InlineData("a.sh", "psql -U u%@ h")]
    [InlineData("a.sh", "lftp -u @ h")]
    [InlineData("a.sh", "sqlplus /nolog @")]
    [InlineData("a.sh", "mongo-express -p @")]
    [InlineData("a.sh", "ls -P @")]
    [InlineData("a.sh", "X=${SOME-@}")]
    [InlineData("a.yml", "name: ${X:-@}")]
    [InlineData("a.yml", "password: ${X:?@}")]
    public void A_value_in_a_similar_form_is_not_read(string path, string form) => Values(path, form).Should().NotContain(Value);

    [Fact]
    public void A_default_and_its_variable_are_not_both_read()
    {
        Values("a.yml", "password: ${X:-@}").Should().Equal(Value);
        Values("a.yml", "password: ${DB_HOST} # @").Should().Equal("${DB_HOST}");
    }

    private static string[] Values(string path, string form)
    {
        var content = Encoding.ASCII.GetBytes(Planted(form) + "\n");
        var found = new List<NamedValue>();
        AnchorFinder.Extract(content, PathFacts.Create(path), found);
        return [.. found.Select(value => Encoding.ASCII.GetString(content, value.Start, value.End - value.Start)).Distinct()];
    }

    /// <summary>Replaces the first @ with the value. A second @ belongs to the host.</summary>
    private static string Planted(string form)
    {
        var at = form.IndexOf('@', StringComparison.Ordinal);
        return form[..at] + Value + form[(at + 1)..];
    }
}
