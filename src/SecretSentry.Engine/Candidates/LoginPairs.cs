using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// User and password in one value, joined by a colon or a slash, behind a name that says so: <c>Login: app / ...</c>,
/// <c>credentials are `app:...`</c>, <c>stats auth app:...</c>.
/// </summary>
internal static class LoginPairs
{
    private const int MaxUser = 64;

    private const int MaxPassword = 100;

    /// <summary>Whether the name announces nothing but these, so that a slash without blanks is none of a path.</summary>
    public static bool AllowsTightSlash(ReadOnlySpan<byte> name) => ByteText.EndsInAny(name, OnlyNames);

    private static readonly byte[][] OnlyNames = ByteText.Split("credentials creds credenciales zugangsdaten");

    /// <summary>Whether a name announces a user and a password.</summary>
    public static bool IsNamed(ReadOnlySpan<byte> name) => Announcing.MatchesEnd(name);

    private static readonly WordEnds Announcing = new(
        "login logins credential credentials credenciales creds auth authenticator zugangsdaten");

    /// <summary>The user and the password from <paramref name="offset"/> on; the password is of no length for none.</summary>
    public static (int User, int UserEnd, int Start, int End) Read(ReadOnlySpan<byte> text, int offset, bool allowsTightSlash)
    {
        offset = SkipQuotesAndStars(text, offset);
        if (offset >= text.Length || !ByteText.IsWord(text[offset]))
        {
            return default;
        }

        var userEnd = offset;
        while (userEnd < text.Length && userEnd - offset < MaxUser && (ByteText.IsWord(text[userEnd])
            || text[userEnd] is (byte)'.' or (byte)'-' or (byte)'@'))
        {
            userEnd++;
        }

        var start = userEnd == offset ? -1 : SkipSeparator(text, userEnd, allowsTightSlash);
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

        return isWhole && end - start >= CandidateFilter.LeastValue ? (offset, userEnd, start, end) : default;
    }

    /// <summary>Behind a colon, or a slash or comma between blanks, with the marks of the texts that it joins.</summary>
    private static int SkipSeparator(ReadOnlySpan<byte> text, int offset, bool allowsTightSlash)
    {
        offset = SkipQuotesAndStars(text, offset);
        var separator = Lexing.SkipBlanks(text, offset);
        if (separator + 1 >= text.Length || !(text[separator] == ':' ? separator == offset && text[separator + 1] != ' '
            : text[separator] == '/' && ((separator > offset
            && text[separator + 1] == ' ') || (allowsTightSlash && separator == offset && text[separator + 1] != ' '))))
        {
            return -1;
        }

        return SkipQuotesAndStars(text, Lexing.SkipBlanks(text, separator + 1));
    }

    /// <summary>Behind quotes and the marks of emphasis.</summary>
    private static int SkipQuotesAndStars(ReadOnlySpan<byte> text, int offset)
    {
        while (offset < text.Length && (ByteText.IsQuote(text[offset]) || text[offset] == '*'))
        {
            offset++;
        }

        return offset;
    }
}
