namespace SecretSentry.Engine.Text;

/// <summary>
/// Recognizes values in place of a secret: words of documentation, masks, templates, keyboard walks, keys of emulators. A random token does
/// not look like one. The words have five letters or more, and the walks have eight characters (odds below one in a million per token).
/// </summary>
internal static class Placeholders
{
    /// <summary>Maximum length of a placeholder. Longer values (key blocks, service accounts) are judged by their own checks.</summary>
    private const int MaxLength = 300;

    /// <summary>A name in brackets, including the brackets, is shorter than this.</summary>
    private const int MaxName = 60;

    private const int WalkLength = 8;

    private static readonly System.Buffers.SearchValues<byte> Brackets = System.Buffers.SearchValues.Create("{}()[]<>"u8);

    private static readonly System.Buffers.SearchValues<byte> PieceName =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    private static readonly System.Buffers.SearchValues<byte> PieceCount = System.Buffers.SearchValues.Create("0123456789-"u8);

    private static readonly System.Buffers.SearchValues<string> Words = System.Buffers.SearchValues.Create(
    [
        "example", "changeme", "change_me", "change-me", "placeholder", "your-", "your_", "yoursecret", "yourpassword", "yourtoken",
        "yourapikey",
        "xxxxx", "*****", ".....", "dummy", "redacted", "notreal", "insert", "replace", "sample", "<secret", "<password", "<token",
        "removed", "undefined",
    ], StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether <paramref name="secret"/> is a placeholder.</summary>
    public static bool Is(ReadOnlySpan<byte> secret) =>
        secret.Length is > 0 and <= MaxLength && (HasFewCharacters(secret) || PublishedKeys.Contains(secret) || secret.EndsWith("..."u8)
            || ContainsPiece(secret) || IsTemplate(secret) || ContainsWord(secret));

    /// <summary>Returns whether six or more bytes contain at most two different ones: <c>xxxxxxxx</c>, <c>0000-0000</c>.</summary>
    private static bool HasFewCharacters(ReadOnlySpan<byte> secret) =>
        secret.Length >= 6 && secret.IndexOfAnyExcept(secret[0], secret[^1]) is var other
            && (other < 0 || (secret[0] == secret[^1] && secret.IndexOfAnyExcept(secret[0], secret[other]) < 0));

    /// <summary>
    /// Recognizes ${NAME}, {{ name }}, &lt;name&gt;, %name%, $(name), #{name}, [name]. A single bracket is a mark like others.
    /// </summary>
    private static bool IsTemplate(ReadOnlySpan<byte> secret) =>
        ContainsEnclosed(secret, "${"u8, "}"u8) || ContainsEnclosed(secret, "{{"u8, "}}"u8) || ContainsEnclosed(secret, "$("u8, ")"u8)
            || ContainsEnclosed(secret, "#{"u8, "}"u8)
            || ContainsEnclosed(secret, "<%"u8, ">"u8)
        || IsEnclosed(secret, (byte)'<', (byte)'>') || IsEnclosed(secret, (byte)'%', (byte)'%') || IsEnclosed(secret, (byte)'[', (byte)']')
        || IsEnclosed(secret, (byte)'{', (byte)'}');

    /// <summary>
    /// Returns whether the text after <paramref name="open"/> is closed by <paramref name="close"/>, begins a nested bracket, or was cut
    /// off before its end.
    /// </summary>
    private static bool ContainsEnclosed(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        var offset = secret.IndexOf(open);
        if (offset < 0)
        {
            return false;
        }

        var rest = secret[(offset + open.Length)..];
        var end = rest.IndexOfAny(Brackets);
        return end < 0 || rest[end] is (byte)'(' or (byte)'[' or (byte)'{' or (byte)'<' || rest[end..].StartsWith(close);
    }

    private static bool IsEnclosed(ReadOnlySpan<byte> secret, byte open, byte close) =>
        secret.Length is > 2 and < MaxName && secret[0] == open && secret[^1] == close;

    /// <summary>
    /// Returns whether eight or more characters each follow the previous one (12345678, abcdefgh, also backwards), or the one before the
    /// previous one, as in two alternating walks (A1B2C3D4E5). Such a value is made up, so it is reported with low confidence.
    /// </summary>
    public static bool IsWalk(ReadOnlySpan<byte> secret) => ContainsWalk(secret, 1, WalkLength - 1) || ContainsWalk(secret, 2, WalkLength);

    /// <summary>
    /// Returns whether, for <paramref name="steps"/> characters in a row, each is the successor of the character <paramref name="stride"/>
    /// positions to its left, or each is the predecessor.
    /// </summary>
    private static bool ContainsWalk(ReadOnlySpan<byte> secret, int stride, int steps)
    {
        var (up, down) = (0, 0);
        for (var i = stride; i < secret.Length; i++)
        {
            up = secret[i] == secret[i - stride] + 1 ? up + 1 : 0;
            down = secret[i] == secret[i - stride] - 1 ? down + 1 : 0;
            if (up >= steps || down >= steps)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns whether a text contains a piece of the templates in which rules' examples are written: <c>{alnum:12}</c>, <c>{hex:8-16}</c>.
    /// </summary>
    internal static bool ContainsPiece(ReadOnlySpan<byte> secret)
    {
        for (var open = secret.IndexOf((byte)'{'); open >= 0; open = secret.IndexOf((byte)'{'))
        {
            secret = secret[(open + 1)..];
            var name = secret.IndexOfAnyExcept(PieceName);
            if (name > 1 && secret[name] == ':' && secret[(name + 1)..] is var count
                && count.IndexOfAnyExcept(PieceCount) is > 0 and var end && count[end] == '}')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Searches for all words at once. This search exists only for characters, so each byte is converted to one.</summary>
    private static bool ContainsWord(ReadOnlySpan<byte> secret)
    {
        Span<char> text = stackalloc char[MaxLength];
        System.Text.Encoding.Latin1.GetChars(secret, text);
        return text[..secret.Length].ContainsAny(Words);
    }
}
