using System.Buffers;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// How sure a value is that no issuer's format gives away, only the name it is assigned to. Three things decide: what kind of file it stands in,
/// whether it is made of words, and whether it has the marks of a chosen password. None of them looks at other findings.
/// </summary>
internal static class GenericValue
{
    /// <summary>Passwords of the published lists of the commonest ones that have no digit and no mark.</summary>
    private static readonly SearchValues<string> Common = SearchValues.Create(
        ["password", "admin", "root", "qwerty", "letmein", "welcome", "monkey", "dragon", "master", "login", "iloveyou", "sunshine", "princess", "football", "superman", "hunter", "secret", "changeit", "default", "guest", "administrator", "postgres", "mysql", "oracle", "toor", "manager"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The confidence such a value deserves under <paramref name="rule"/>, at most the rule's own; null when it is no finding at all.</summary>
    public static Confidence? Judge(Rule rule, ReadOnlySpan<byte> value, string path)
    {
        var shape = rule.Tags.Contains("password", StringComparer.Ordinal) ? Shape(value) : WordLikeness.IsRandom(value) ? ValueShape.Chosen : ValueShape.Words;
        var sure = PathKinds.Of(path) switch
        {
            PathKind.Example => shape == ValueShape.Words ? null : (Confidence?)Confidence.Low,
            PathKind.Configuration => shape == ValueShape.Words ? Confidence.Low : rule.Confidence,
            _ => shape == ValueShape.Words ? null : rule.Confidence,
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
            marks += char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'.' or (byte)'-' or (byte)' ' or (byte)'/' or (byte)':' ? 0 : 1;
        }

        if (letters == value.Length && value.Length <= 16 && IsCommon(value))
        {
            return ValueShape.Chosen;
        }

        return digits + marks > 0 || WordLikeness.IsRandom(value) ? ValueShape.Chosen : ValueShape.Words;
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

        /// <summary>Digits or marks among the letters, random letters, or a password of the lists.</summary>
        Chosen,
    }
}
