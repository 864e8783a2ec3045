using System.Globalization;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Syntax;

/// <summary>
/// The classes <c>\p{…}</c> of RE2 (its page "Syntax"): general categories and scripts. Regexes here match bytes. ASCII characters are
/// members exactly as in Unicode. Each byte of another character is a member of every class and of its opposite, so that nothing is missed.
/// </summary>
internal static class UnicodeClasses
{
    /// <summary>First letters and codes of the categories, in the order of <see cref="UnicodeCategory"/>.</summary>
    private static readonly string[] Codes =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    /// <summary>Scripts without an ASCII character.</summary>
    private static readonly HashSet<string> Scripts =
    [
        "Adlam", "Arabic", "Armenian", "Balinese", "Bengali", "Bopomofo", "Braille", "Buginese", "Canadian_Aboriginal", "Cham", "Cherokee",
        "Coptic", "Cuneiform", "Cyrillic", "Devanagari", "Egyptian_Hieroglyphs", "Ethiopic", "Georgian", "Glagolitic", "Gothic", "Greek",
        "Gujarati", "Gurmukhi", "Han", "Hangul", "Hebrew", "Hiragana", "Inherited", "Javanese", "Kannada", "Katakana", "Khmer", "Lao",
        "Limbu", "Lisu", "Malayalam", "Mongolian", "Myanmar", "New_Tai_Lue", "Nko", "Ogham", "Ol_Chiki", "Oriya", "Osage", "Runic",
        "Samaritan", "Sinhala", "Sundanese", "Syriac", "Tagalog", "Tai_Le", "Tai_Tham", "Tamil", "Telugu", "Thaana", "Thai", "Tibetan",
        "Tifinagh", "Vai", "Yi",
    ];

    /// <summary>Returns the bytes of a class, or null when there is no class of this name.</summary>
    public static ByteSet? Find(string name, bool isNegated)
    {
        Func<char, bool>? contains = name switch
        {
            "Any" => _ => true,
            "Latin" => char.IsAsciiLetter,
            "Common" => c => !char.IsAsciiLetter(c),
            _ when Scripts.Contains(name) => _ => false,
            _ when name.Length > 0 && Array.Exists(Codes, code => code.StartsWith(name, StringComparison.Ordinal)) =>
                c => Codes[(int)CharUnicodeInfo.GetUnicodeCategory(c)].StartsWith(name, StringComparison.Ordinal),
            _ => null,
        };
        if (contains is null)
        {
            return null;
        }

        var set = default(ByteSet);
        for (var value = 0; value <= byte.MaxValue; value++)
        {
            set = value > 0x7F || contains((char)value) != isNegated ? set.Union(ByteSet.FromByte((byte)value)) : set;
        }

        return set;
    }
}
