using System.Buffers;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// How sure a value is that no issuer's format gives away, only the name it is assigned to. Three things decide: what kind of file it stands in,
/// whether it is made of words, and whether it has the marks of a chosen password. None of them looks at other findings.
/// A rule tagged <c>placed</c> asks for a place where nothing but a secret can stand, as behind the colon in a URL: there words are told too, at low confidence.
/// </summary>
internal static class GenericValue
{
    /// <summary>Shorter values are random by accident.</summary>
    private const int MinRandom = 10;

    /// <summary>Shorter ones with a digit are names of things (v2, rc1) as often as passwords.</summary>
    private const int MinChosen = 6;

    /// <summary>Passwords of the published lists of the commonest ones that have no digit and no mark.</summary>
    private static readonly SearchValues<string> Common = SearchValues.Create(
        ["password", "admin", "root", "qwerty", "letmein", "welcome", "monkey", "dragon", "master", "login", "iloveyou", "sunshine", "princess", "football", "superman", "hunter", "secret", "changeit", "default", "guest", "administrator", "postgres", "mysql", "oracle", "toor", "manager"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The confidence such a value deserves under <paramref name="rule"/>, at most the rule's own; null when it is no finding at all.</summary>
    public static Confidence? Judge(Rule rule, ReadOnlySpan<byte> value, string path)
    {
        var shape = Shape(value) is var found && found == ValueShape.Chosen && !rule.Tags.Contains("password", StringComparer.Ordinal) ? ValueShape.Words : found;
        var sure = PathKinds.Of(path) switch
        {
            PathKind.Example => shape == ValueShape.Random ? (Confidence?)Confidence.Low : null,
            PathKind.Configuration => shape == ValueShape.Words ? Confidence.Low : rule.Confidence,
            _ when shape is ValueShape.Chosen or ValueShape.Random => rule.Confidence,
            _ => rule.Tags.Contains("placed", StringComparer.Ordinal) ? Confidence.Low : null,
        };
        return sure is { } some && some > rule.Confidence ? rule.Confidence : sure;
    }

    private static ValueShape Shape(ReadOnlySpan<byte> value)
    {
        var (letters, digits, marks) = (0, 0, 0);
        foreach (var b in value)
        {
            letters += char.IsAsciiLetter((char)b) ? 1 : 0;
            digits += char.IsAsciiDigit((char)b) ? 1 : 0;
            marks += b >= 0x80 || char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'.' or (byte)'-' or (byte)' ' or (byte)'/' or (byte)':' ? 0 : 1;
        }

        if (digits + marks == 0)
        {
            return letters == value.Length && letters <= 16 && IsCommon(value) ? ValueShape.Common : value.Length >= MinRandom && WordLikeness.IsRandom(value) ? ValueShape.Random : ValueShape.Words;
        }

        return value.Length >= MinRandom && WordLikeness.IsRandom(value) ? ValueShape.Random : value.Length >= MinChosen ? ValueShape.Chosen : ValueShape.Common;
    }

    private static bool IsCommon(ReadOnlySpan<byte> value)
    {
        Span<char> text = stackalloc char[value.Length];
        for (var i = 0; i < value.Length; i++)
        {
            text[i] = (char)value[i];
        }

        return Common.Contains(text.ToString());
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
