using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Commands that take a password with a one-letter option.</summary>
internal static class PasswordCommands
{
    private const int MaxBefore = 200;

    /// <summary>For each option, the commands that take a password with it.</summary>
    private static readonly (byte Option, byte[][] Commands)[] Options =
    [
        ((byte)'p', ByteText.Split("mysql mysqldump mysqladmin mysqlimport mysqlcheck mysqlshow mariadb mariadb-dump mariadb-admin sshpass "
            + "mongo mongosh mongodump mongorestore mongoexport mongoimport 7z 7za 7zr rar unrar login cqlsh beeline psexec rdesktop "
                + "npm-cli-login")),
        ((byte)'P', ByteText.Split("zip unzip sqlcmd bcp osql isql ipmitool mosquitto_pub mosquitto_sub mosquitto_rr")),
        ((byte)'a', ByteText.Split("redis-cli http https xh")),
        ((byte)'w', ByteText.Split("ldapsearch ldapadd ldapmodify ldapdelete ldapmodrdn ldappasswd ldapwhoami ldapcompare vsql")),
    ];

    /// <summary>Commands whose log-in option separates user and password by another mark than a colon.</summary>
    private static readonly (byte Mark, byte[][] Commands)[] Separators =
    [
        ((byte)'%', ByteText.Split("smbclient smbget smbmap smbcacls smbtree rpcclient wmic winexe net")),
        ((byte)',', ByteText.Split("lftp")),
    ];

    /// <summary>Returns the separator between user and password for the option that ends before <paramref name="offset"/>.</summary>
    public static byte GetSeparator(ReadOnlySpan<byte> text, int offset)
    {
        var line = Lexing.GetLineBefore(text, offset, MaxBefore);
        foreach (var (separator, commands) in Separators)
        {
            if (ContainsAny(line, commands))
            {
                return separator;
            }
        }

        return (byte)':';
    }

    /// <summary>
    /// Returns whether the letter before <paramref name="offset"/> is the password option of a command that occurs as a word earlier on the
    /// line.
    /// </summary>
    public static bool IsPasswordOption(ReadOnlySpan<byte> text, int offset)
    {
        foreach (var (option, commands) in Options)
        {
            if (option == text[offset - 1])
            {
                return ContainsAny(Lexing.GetLineBefore(text, offset, MaxBefore), commands);
            }
        }

        return false;
    }

    private static bool ContainsAny(ReadOnlySpan<byte> line, byte[][] words)
    {
        foreach (var word in words)
        {
            if (ContainsWord(line, word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the line contains the word between blanks, quotes or the slashes of a path.</summary>
    private static bool ContainsWord(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word)
    {
        for (var rest = line; rest.IndexOf(word) is >= 0 and var offset; rest = rest[(offset + word.Length)..])
        {
            var (start, end) = (line.Length - rest.Length + offset, line.Length - rest.Length + offset + word.Length);
            var begins = start == 0 || !(ByteText.IsWord(line[start - 1]) || line[start - 1] == '-');
            if (begins && end < line.Length && (line[end] == ' ' || ByteText.IsQuote(line[end])))
            {
                return true;
            }
        }

        return false;
    }
}
