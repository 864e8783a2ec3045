using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Calls that take a password at a fixed position, without a name next to it: <c>getConnection(url, "app", "...")</c>. There is one table
/// for all languages. An entry is the end of the called name, in lower case, and the number of arguments before the password. The end must
/// contain a stem of <see cref="NameStems"/>, because only a stem leads to this table.
/// </summary>
internal static class LoginCalls
{
    /// <summary>Means that the password is the last argument.</summary>
    private const int Last = -1;

    /// <summary>Maximum number of arguments that are counted.</summary>
    private const int MaxArguments = 8;

    /// <summary>Maximum length of the called name, including the word before it.</summary>
    private const int MaxCallee = 80;

    /// <summary>The calls. If one end is the end of another, the longer one comes first.</summary>
    private static readonly (byte[] Callee, int Before)[] Calls =
    [
        // Databases.
        ("getconnection"u8.ToArray(), 2), ("pdo"u8.ToArray(), 2), ("mysqli"u8.ToArray(), 2), ("sequelize"u8.ToArray(), 2),
            ("dbi->connect"u8.ToArray(), 2),
        ("mysql_real_connect"u8.ToArray(), 3), ("mysqli_real_connect"u8.ToArray(), 3), ("real_connect"u8.ToArray(), 2),
        ("mysqli_connect"u8.ToArray(), 2), ("mysql_connect"u8.ToArray(), 2), ("mysql_pconnect"u8.ToArray(), 2),
        ("odbc_connect"u8.ToArray(), 2), ("odbc_pconnect"u8.ToArray(), 2), ("mssql_connect"u8.ToArray(), 2), ("db2_connect"u8.ToArray(), 2),
        ("ibase_connect"u8.ToArray(), 2), ("sybase_connect"u8.ToArray(), 2), ("ifx_connect"u8.ToArray(), 2),
        ("oci_connect"u8.ToArray(), 1), ("oci_pconnect"u8.ToArray(), 1), ("oci_new_connect"u8.ToArray(), 1),
        ("pqsetdblogin"u8.ToArray(), 6),
        ("mysqldb.connect"u8.ToArray(), 2), ("pymysql.connect"u8.ToArray(), 2), ("pymssql.connect"u8.ToArray(), 2),
        ("ibm_db.connect"u8.ToArray(), 2), ("cx_oracle.connect"u8.ToArray(), 1), ("oracledb.connect"u8.ToArray(), 1),
        ("createconnection"u8.ToArray(), 2),

        // Directories.
        ("ldap_simple_bind_s"u8.ToArray(), 2), ("ldap_simple_bind"u8.ToArray(), 2), ("ldap_bind_s"u8.ToArray(), 2),
        ("ldap_bind"u8.ToArray(), 2), ("simple_bind_s"u8.ToArray(), 1), ("simple_bind"u8.ToArray(), 1),

        // Requests.
        ("httpbasicauth"u8.ToArray(), 1), ("httpdigestauth"u8.ToArray(), 1), ("httpproxyauth"u8.ToArray(), 1),
            ("setbasicauth"u8.ToArray(), 1),
        ("withbasicauth"u8.ToArray(), 1), ("basicauth"u8.ToArray(), 1), ("basic_auth"u8.ToArray(), 1), ("digest_auth"u8.ToArray(), 1),
        ("networkcredential"u8.ToArray(), 1), ("usernamepasswordcredentials"u8.ToArray(), 1), ("passwordauthentication"u8.ToArray(), 1),
        ("passwordauthenticationtoken"u8.ToArray(), 1), ("awscredentials"u8.ToArray(), 1), ("credentials.basic"u8.ToArray(), 1),
        ("basicauthenticator"u8.ToArray(), 1),

        // Mail, files, terminals, accounts.
        ("plainauth"u8.ToArray(), 2), ("imap_open"u8.ToArray(), 2), ("ssh.connect"u8.ToArray(), 3),
        ("ftp_login"u8.ToArray(), 2), ("ssh2_auth_password"u8.ToArray(), 2),
            ("emailandpassword"u8.ToArray(), Last),
        ("create_user"u8.ToArray(), 2), ("create_superuser"u8.ToArray(), 2), ("createuser"u8.ToArray(), 1),
            ("createsuperuser"u8.ToArray(), 2),
        ("wifi.begin"u8.ToArray(), 1),
        ("login"u8.ToArray(), 1), ("signin"u8.ToArray(), 1),
    ];

    /// <summary>The calls by their last letter.</summary>
    private static readonly (byte[] Callee, int Before)[][] ByLast = [.. Enumerable.Range('a', 26)
        .Select(last => Calls.Where(call => call.Callee[^1] == last).ToArray())];

    /// <summary>
    /// Returns the offset of the password of the call whose name ends at <paramref name="nameEnd"/> and whose arguments begin at
    /// <paramref name="arguments"/>. Negative when the call has no password. Null when the call is not in the table.
    /// </summary>
    public static int? FindValue(ReadOnlySpan<byte> text, int nameEnd, int arguments) =>
        Find(text, nameEnd) is { } before ? FindArgument(text, arguments, before) : null;

    /// <summary>Returns whether a name that ends at <paramref name="nameEnd"/> is in the table.</summary>
    public static bool IsCallee(ReadOnlySpan<byte> text, int nameEnd) => Find(text, nameEnd) is not null;

    /// <summary>Returns whether there is such a call at <paramref name="offset"/>. Its own name leads to its password.</summary>
    public static bool IsCall(ReadOnlySpan<byte> text, int offset)
    {
        offset += text[Math.Min(offset, text.Length)..].StartsWith("new "u8) ? 4 : 0;
        var end = offset;
        while (end < text.Length && end - offset < MaxCallee
            && (ByteText.IsWord(text[end]) || text[end] is (byte)'.' or (byte)':' or (byte)'\\'))
        {
            end++;
        }

        return end > offset && end < text.Length && text[end] == '(' && Find(text, end) is not null;
    }

    /// <summary>
    /// Returns the offset of the argument that has <paramref name="before"/> arguments before it. Negative when there is none.
    /// </summary>
    public static int FindArgument(ReadOnlySpan<byte> text, int offset, int before)
    {
        var (most, depth, start, count) = (Math.Min(text.Length, offset + CandidateExtractor.Reach), 0, offset, 0);
        for (var p = offset; p < most; p++)
        {
            if (Lexing.ReadQuote(text, p) is { Length: > 0 } quote && ByteText.IsQuote(quote.Character))
            {
                p = quote.FindEnd(text, p + quote.Length) + quote.Length - 1;
                if (p < quote.Length)
                {
                    return -1;
                }
            }
            else if (text[p] is (byte)'(' or (byte)'[' or (byte)'{')
            {
                depth++;
            }
            else if (text[p] is (byte)')' or (byte)']' or (byte)'}' && --depth < 0)
            {
                return before == Last ? count > 0 ? start : -1 : count == before ? start : -1;
            }
            else if (text[p] is (byte)';')
            {
                return -1;
            }
            else if (text[p] == ',' && depth == 0)
            {
                if (count == before)
                {
                    return start;
                }

                (count, start) = (count + 1, Lexing.SkipSpaces(text, p + 1));
                if (count > MaxArguments)
                {
                    return -1;
                }
            }
        }

        return -1;
    }

    private static int? Find(ReadOnlySpan<byte> text, int end)
    {
        foreach (var (callee, before) in end > 0 && ByteText.IsAsciiLetter(text[end - 1]) ? ByLast[ByteText.ToLower(text[end - 1]) - 'a']
            : [])
        {
            if (ByteText.Matches(text, end - callee.Length, callee))
            {
                return before;
            }
        }

        return null;
    }
}
