namespace SecretSentry.Engine.Judging;

/// <summary>
/// User and password in one value, joined by a colon or a slash, behind a name that says so: <c>Login: app / ...</c>,
/// <c>credentials are `app:...`</c>, <c>stats auth app:...</c>.
/// </summary>
internal static class LoginPairs
{
    private const int MaxUser = 64;

    private const int MaxPassword = 100;

    /// <summary>Whether the name announces nothing but these, so that a slash without blanks is none of a path.</summary>
    public static bool TakesTightSlash(ReadOnlySpan<byte> name) => ByteText.EndsInAny(name, OnlyNames);

    private static readonly byte[][] OnlyNames = ByteText.Split("credentials creds credenciales zugangsdaten");

    /// <summary>Whether a name announces a user and a password.</summary>
    public static bool IsNamed(ReadOnlySpan<byte> name)
    {
        if (name.Length < LeastName)
        {
            return false;
        }

        // The last two letters tell which end it may be; most names have others.
        var end = (ByteText.Lower(name[^2]), ByteText.Lower(name[^1])) switch
        {
            ((byte)'i', (byte)'n') => "login"u8,
            ((byte)'n', (byte)'s') => "logins"u8,
            ((byte)'a', (byte)'l') => "credential"u8,
            ((byte)'l', (byte)'s') => "credentials"u8,
            ((byte)'e', (byte)'s') => "credenciales"u8,
            ((byte)'d', (byte)'s') => "creds"u8,
            ((byte)'t', (byte)'h') => "auth"u8,
            ((byte)'o', (byte)'r') => "authenticator"u8,
            ((byte)'e', (byte)'n') => "zugangsdaten"u8,
            _ => default,
        };
        return !end.IsEmpty && ByteText.StandsAt(name, name.Length - end.Length, end);
    }

    private const int LeastName = 4;

    /// <summary>The user and the password from <paramref name="at"/> on; the password is of no length for none.</summary>
    public static (int User, int UserEnd, int Start, int End) At(ReadOnlySpan<byte> text, int at, bool takesTightSlash)
    {
        while (at < text.Length && (ByteText.IsQuote(text[at]) || text[at] == '*'))
        {
            at++;
        }

        if (at >= text.Length || !ByteText.IsWord(text[at]))
        {
            return default;
        }

        var userEnd = at;
        while (userEnd < text.Length && userEnd - at < MaxUser && (ByteText.IsWord(text[userEnd])
            || text[userEnd] is (byte)'.' or (byte)'-' or (byte)'@'))
        {
            userEnd++;
        }

        var start = userEnd == at ? -1 : BehindMark(text, userEnd, takesTightSlash);
        if (start < 0)
        {
            return default;
        }

        var end = start;
        while (end < text.Length && end - start < MaxPassword && !ByteText.IsSpace(text[end]) && !ByteText.IsQuote(text[end])
            && text[end] is not ((byte)',' or (byte)';' or (byte)')' or (byte)'<' or (byte)'/' or (byte)':' or (byte)'@' or (byte)'\\'
                or (byte)'(' or (byte)'{'))
        {
            end++;
        }

        var isWhole = end >= text.Length || ByteText.IsSpace(text[end]) || ByteText.IsQuote(text[end])
            || text[end] is (byte)',' or (byte)';' or (byte)')' or (byte)'<';
        while (end > start && text[end - 1] is (byte)'.' or (byte)'*')
        {
            end--;
        }

        return isWhole && end - start >= CandidateGate.LeastValue ? (at, userEnd, start, end) : default;
    }

    /// <summary>Behind a colon, or a slash or comma between blanks, with the marks of the texts that it joins.</summary>
    private static int BehindMark(ReadOnlySpan<byte> text, int at, bool takesTightSlash)
    {
        while (at < text.Length && (ByteText.IsQuote(text[at]) || text[at] == '*'))
        {
            at++;
        }

        var mark = Lexing.SkipBlanks(text, at);
        if (mark + 1 >= text.Length || !(text[mark] == ':' ? mark == at && text[mark + 1] != ' ' : text[mark] == '/' && ((mark > at
            && text[mark + 1] == ' ') || (takesTightSlash && mark == at && text[mark + 1] != ' '))))
        {
            return -1;
        }

        var start = Lexing.SkipBlanks(text, mark + 1);
        while (start < text.Length && (ByteText.IsQuote(text[start]) || text[start] == '*'))
        {
            start++;
        }

        return start;
    }
}
