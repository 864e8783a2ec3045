using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// User and password in one value, joined by a colon or a slash, after a name that announces them: <c>Login: app / ...</c>, <c>credentials
/// are `app:...`</c>, <c>stats auth app:...</c>.
/// </summary>
internal static class LoginPairs
{
    private const int MaxUser = 64;

    private const int MaxPassword = 100;

    /// <summary>
    /// Returns whether the name announces only user and password, so that a slash without blanks does not belong to a path.
    /// </summary>
    public static bool AllowsTightSlash(ReadOnlySpan<byte> name) => ByteText.EndsInAny(name, OnlyNames);

    private static readonly byte[][] OnlyNames = ByteText.Split("credentials creds credenciales zugangsdaten");

    /// <summary>Returns whether a name announces a user and a password.</summary>
    public static bool IsNamed(ReadOnlySpan<byte> name) => Announcing.MatchesEnd(name);

    private static readonly WordEnds Announcing = new(
        "login logins credential credentials credenciales creds auth authenticator zugangsdaten");

    /// <summary>
    /// Returns the user and the password from <paramref name="offset"/> on. The length of the password is 0 when there is none.
    /// </summary>
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

    /// <summary>
    /// Returns the offset after a colon, or after a slash or comma between blanks, including the quotes and marks of the joined texts.
    /// </summary>
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

    /// <summary>Returns the offset after quotes and emphasis marks.</summary>
    private static int SkipQuotesAndStars(ReadOnlySpan<byte> text, int offset)
    {
        while (offset < text.Length && (ByteText.IsQuote(text[offset]) || text[offset] == '*'))
        {
            offset++;
        }

        return offset;
    }
}
