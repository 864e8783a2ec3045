using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// Computes how certain a value is that is identified by no issuer's format, only by the name it is assigned to. Three things decide: the
/// kind of the file, whether the value is made of words, and whether it has the punctuation of a chosen password. None of them depends on
/// other findings. A rule tagged <c>placed</c> requires a location where nothing but a secret can occur, such as after the colon in a URL.
/// There, words are reported too, at low confidence.
/// </summary>
internal static class GenericValue
{
    /// <summary>Shorter values are random by accident.</summary>
    private const int MinRandom = 10;

    /// <summary>Shorter values with a digit are names of things (v2, rc1) as often as passwords.</summary>
    private const int MinChosen = 6;

    /// <summary>Shorter passwords in tests are chosen ones, however odd they look.</summary>
    private const int MinMadeByMachine = 16;

    /// <summary>
    /// Score that the best stretch of word reaches in three of a hundred random texts, in half bits. One is added for every four
    /// characters.
    /// </summary>
    private const int ChanceStretch = 16;

    /// <summary>Passwords without a digit or a mark from the published lists of the most common ones.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Common = new HashSet<string>(
        ["password", "admin", "root", "qwerty", "letmein", "welcome", "monkey", "dragon", "master", "login", "iloveyou", "sunshine",
        "princess", "football", "superman", "hunter", "secret", "changeit", "default", "guest", "administrator", "postgres", "mysql",
        "oracle", "toor", "manager"],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Returns the confidence of such a value under <paramref name="rule"/>, at most the rule's own. Returns null if it is not a finding at
    /// all.
    /// </summary>
    public static Confidence? Judge(Rule rule, ReadOnlySpan<byte> value, string path)
    {
        var isPlaced = rule.HasTag("placed");
        Span<byte> text = stackalloc byte[EncodedText.MaxLength];
        if (!EncodedText.TryDecode(value, text, out var length))
        {
            return JudgeText(rule, value, path, isPlaced);
        }

        var password = EncodedText.GetPassword(text[..length], out var isLogin);
        return JudgeText(rule, password, path, isPlaced || isLogin);
    }

    private static Confidence? JudgeText(Rule rule, ReadOnlySpan<byte> value, string path, bool isPlaced)
    {
        var shape = GetShapeForRule(rule, value);
        var sure = PathKinds.GetKind(path) switch
        {
            PathKind.Example => shape == ValueShape.Random && IsMadeByMachine(value) ? (Confidence?)Confidence.Low : null,
            PathKind.Configuration => shape == ValueShape.Words || IsUuid(value) ? Confidence.Low : rule.Confidence,
            _ when IsUuid(value) => Confidence.Low,
            _ when shape is ValueShape.Chosen or ValueShape.Random => rule.Confidence,
            _ => isPlaced && !ContainsPasswordWord(value) ? Confidence.Low : null,
        };
        return sure is { } some && some > rule.Confidence ? rule.Confidence : sure;
    }

    private static ValueShape GetShapeForRule(Rule rule, ReadOnlySpan<byte> value) =>
        GetShape(value) is var shape && shape == ValueShape.Chosen && !rule.HasTag("password") ? ValueShape.Words : shape;

    /// <summary>
    /// Returns whether nobody thought up the value: it is long, has no word written in digits, is no UUID and no keyboard walk. Among
    /// tests, only such values are reported.
    /// </summary>
    private static bool IsMadeByMachine(ReadOnlySpan<byte> value) =>
        value.Length >= MinMadeByMachine && !IsUuid(value) && !Placeholders.IsWalk(value) && !WordLikeness.Reads(value, "passw"u8)
            && WordLikeness.ComputeBestStretch(value) < ChanceStretch + (value.Length / 4);

    private static bool IsUuid(ReadOnlySpan<byte> value) =>
        value.Length == 36 && System.Buffers.Text.Utf8Parser.TryParse(value, out Guid _, out var read, 'D') && read == 36;

    /// <summary>Returns whether the value contains a word that says what it is: pass, mypass, db-password.</summary>
    private static bool ContainsPasswordWord(ReadOnlySpan<byte> value) =>
        AsciiText.Contains(value, "pass") || AsciiText.Contains(value, "secret") || AsciiText.Contains(value, "token");

    private static ValueShape GetShape(ReadOnlySpan<byte> value)
    {
        var (letters, digits, punctuation) = (0, 0, 0);
        foreach (var b in value)
        {
            letters += char.IsAsciiLetter((char)b) ? 1 : 0;
            digits += char.IsAsciiDigit((char)b) ? 1 : 0;
            punctuation += b >= 0x80 || char.IsAsciiLetterOrDigit((char)b)
                || b is (byte)'_' or (byte)'.' or (byte)'-' or (byte)' ' or (byte)'/' or (byte)':' ? 0 : 1;
        }

        if (digits + punctuation == 0)
        {
            return letters == value.Length && letters <= 16 && IsCommon(value) ? ValueShape.Common : value.Length >= MinRandom
                && WordLikeness.IsRandom(value) ? ValueShape.Random : ValueShape.Words;
        }

        return value.Length >= MinRandom && WordLikeness.IsRandom(value) ? ValueShape.Random : value.Length >= MinChosen ? ValueShape.Chosen
            : ValueShape.Common;
    }

    private static bool IsCommon(ReadOnlySpan<byte> value)
    {
        Span<char> text = stackalloc char[value.Length];
        for (var i = 0; i < value.Length; i++)
        {
            text[i] = (char)value[i];
        }

        return Common.Contains(text);
    }

    private enum ValueShape
    {
        /// <summary>Letters that form words: a name, a phrase, a field.</summary>
        Words,

        /// <summary>A password of the lists, or a value so short that its digits may be there by chance.</summary>
        Common,

        /// <summary>Digits or punctuation among the letters.</summary>
        Chosen,

        /// <summary>Characters in an order that does not occur in words.</summary>
        Random,
    }
}
