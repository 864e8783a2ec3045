using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// How sure a value is that no issuer's format gives away, only the name it is assigned to. Three things decide: what kind of file it
/// stands in, whether it is made of words, and whether it has the marks of a chosen password. None of them looks at other findings. A rule
/// tagged <c>placed</c> asks for a place where nothing but a secret can stand, as behind the colon in a URL: there words are told too, at
/// low confidence.
/// </summary>
internal static class GenericValue
{
    /// <summary>Shorter values are random by accident.</summary>
    private const int MinRandom = 10;

    /// <summary>Shorter ones with a digit are names of things (v2, rc1) as often as passwords.</summary>
    private const int MinChosen = 6;

    /// <summary>Shorter passwords in tests are chosen ones, however odd.</summary>
    private const int MinMadeByMachine = 16;

    /// <summary>
    /// Half bits of a stretch of word, besides one for every four characters, that three in a hundred random texts reach.
    /// </summary>
    private const int ChanceStretch = 16;

    /// <summary>Passwords of the published lists of the commonest ones that have no digit and no mark.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Common = new HashSet<string>(
        ["password", "admin", "root", "qwerty", "letmein", "welcome", "monkey", "dragon", "master", "login", "iloveyou", "sunshine",
        "princess", "football", "superman", "hunter", "secret", "changeit", "default", "guest", "administrator", "postgres", "mysql",
        "oracle", "toor", "manager"],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// The confidence such a value deserves under <paramref name="rule"/>, at most the rule's own; null when it is no finding at all.
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
    /// Among tests, a value is told only when nobody thought it up: long, without a word written in digits, no UUID, no keyboard walk.
    /// </summary>
    private static bool IsMadeByMachine(ReadOnlySpan<byte> value) =>
        value.Length >= MinMadeByMachine && !IsUuid(value) && !Placeholders.IsWalk(value) && !WordLikeness.Reads(value, "passw"u8)
            && WordLikeness.ComputeBestStretch(value) < ChanceStretch + (value.Length / 4);

    private static bool IsUuid(ReadOnlySpan<byte> value) =>
        value.Length == 36 && System.Buffers.Text.Utf8Parser.TryParse(value, out Guid _, out var read, 'D') && read == 36;

    /// <summary>Words that say what stands there: pass, mypass, db-password.</summary>
    private static bool ContainsPasswordWord(ReadOnlySpan<byte> value) =>
        AsciiText.Contains(value, "pass") || AsciiText.Contains(value, "secret") || AsciiText.Contains(value, "token");

    private static ValueShape GetShape(ReadOnlySpan<byte> value)
    {
        var (letters, digits, marks) = (0, 0, 0);
        foreach (var b in value)
        {
            letters += char.IsAsciiLetter((char)b) ? 1 : 0;
            digits += char.IsAsciiDigit((char)b) ? 1 : 0;
            marks += b >= 0x80 || char.IsAsciiLetterOrDigit((char)b)
                || b is (byte)'_' or (byte)'.' or (byte)'-' or (byte)' ' or (byte)'/' or (byte)':' ? 0 : 1;
        }

        if (digits + marks == 0)
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
        /// <summary>Letters that make words: a name, a phrase, a field.</summary>
        Words,

        /// <summary>A password of the lists, or so short that chance makes its digits.</summary>
        Common,

        /// <summary>Digits or marks among the letters.</summary>
        Chosen,

        /// <summary>Characters in no order that words have.</summary>
        Random,
    }
}
