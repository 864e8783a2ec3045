namespace SecretSentry.Engine.Judging;

/// <summary>Commands that take a password with a one-letter option.</summary>
internal static class PasswordCommands
{
    private const int MaxBefore = 200;

    /// <summary>For each option the commands of which it is the password.</summary>
    private static readonly (byte Option, byte[] Command)[] Commands =
    [
        ((byte)'p', "mysql"u8.ToArray()), ((byte)'p', "mysqldump"u8.ToArray()), ((byte)'p', "mysqladmin"u8.ToArray()), ((byte)'p', "mariadb"u8.ToArray()), ((byte)'p', "sshpass"u8.ToArray()),
        ((byte)'p', "mongo"u8.ToArray()), ((byte)'p', "mongodump"u8.ToArray()), ((byte)'p', "7z"u8.ToArray()), ((byte)'p', "login"u8.ToArray()), ((byte)'a', "redis-cli"u8.ToArray()),
        ((byte)'w', "ldapsearch"u8.ToArray()), ((byte)'w', "ldapadd"u8.ToArray()), ((byte)'w', "ldapmodify"u8.ToArray()), ((byte)'P', "zip"u8.ToArray()), ((byte)'P', "unzip"u8.ToArray()), ((byte)'P', "sqlcmd"u8.ToArray()),
    ];

    /// <summary>Whether a command stands as a word before <paramref name="at"/> on its line of which the letter before it is the password's option.</summary>
    public static bool StandsBefore(ReadOnlySpan<byte> text, int at)
    {
        var before = text[Math.Max(0, at - MaxBefore)..at];
        var line = before[(before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        foreach (var (option, command) in Commands)
        {
            if (option == text[at - 1] && HoldsWord(line, command))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsWord(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word)
    {
        var at = line.IndexOf(word);
        return at >= 0 && (at == 0 || !ByteText.IsWord(line[at - 1])) && at + word.Length < line.Length && line[at + word.Length] == ' ';
    }
}
