using System.Globalization;
using System.Text;
using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;
using SecretSentry.Training.Generators.Values;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training.Generators;

/// <summary>
/// A position in a text for a value: which values are valid there, and how they are written. The characters in <see cref="Drops"/> cannot
/// be written and are removed from secrets. Placeholders and references keep them, because there they are intended.
/// </summary>
internal sealed record Position(Fits Fits, string Open, string Close, Func<char, string> Escape)
{
    private const string ShellSymbols = " \t\"'`$\\&|;<>()*?!#{}[]~%,";

    private static readonly Dictionary<string, Position> Table = new(StringComparer.Ordinal)
    {
        ["dq"] = new(Fits.Plain, "", "", Escapes.EscapeJson),
        ["dq2"] = new(Fits.Plain, "", "", c => EscapeTwice(c)),
        ["dq3"] = new(Fits.Plain, "", "", c => string.Concat(EscapeTwice(c).Select(Escapes.EscapeJson))),
        ["sq"] = new(Fits.Plain, "", "", Escapes.EscapeApostrophe),
        ["sql"] = new(Fits.Plain, "", "", Escapes.DoubleApostrophe),
        ["raw"] = new(Fits.Plain, "", "", Escapes.Keep) { Drops = "\"'`\\" },
        ["line"] = new(Fits.Plain | Fits.Scalar, "", "", Escapes.Keep) { Drops = "#:\"'`{}[]&*>|@%\\" },
        ["word"] = new(Fits.Word | Fits.Scalar, "", "", Escapes.Keep) { Drops = ShellSymbols },
        ["block"] = new(Fits.Block, "", "", Escapes.Keep),
        ["package"] = new(Fits.Package, "", "", Escapes.Keep),
        ["connection"] = new(Fits.Word, "", "", Escapes.Keep) { Drops = ";\"'=\\ " },
        ["quot"] = new(Fits.Word, "&quot;", "&quot;", Escapes.EscapeAttribute) { Drops = ";\"'&<>=\\ " },
        ["xml"] = new(Fits.Plain | Fits.Scalar, "", "", Escapes.EscapeXml),
        ["attr"] = new(Fits.Plain | Fits.Scalar, "", "", Escapes.EscapeAttribute),
        ["url"] = new(Fits.Word, "", "", Escapes.EscapePercent) { Otherwise = Escapes.EscapePercentForBlanks },
        ["expr"] = new(Fits.Expression | Fits.Scalar, "", "", Escapes.Keep),
        ["b64"] = new(Fits.Word, "", "", Escapes.Keep)
        {
            SecretsOnly = true,
            Encode = (_,
            value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value))
        },
        ["b64line"] = new(Fits.Word, "", "", Escapes.Keep)
        {
            SecretsOnly = true,
            Encode = (_,
            value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value + "\n"))
        },
        ["basic"] = new(Fits.Word, "", "", Escapes.Keep) { SecretsOnly = true, Encode = EncodeBasic },
        ["hexbytes"] = new(Fits.Word, "", "", Escapes.Keep) { Encode = (_, value) => FormatByteList(value, "0x{0:x2}", ", ") },
        ["bytes"] = new(Fits.Word, "", "", Escapes.Keep) { Encode = (_, value) => FormatByteList(value, "{0}", ", ") },
        ["xbytes"] = new(Fits.Word, "", "", Escapes.Keep) { Encode = (_, value) => FormatByteList(value, "\\x{0:x2}", "") },
        ["'"] = new(Fits.Plain, "'", "'", Escapes.EscapeApostrophe),
        ["\""] = new(Fits.Plain | Fits.Block, "\"", "\"", Escapes.EscapeJson),
        ["\"ascii"] = new(Fits.Plain | Fits.Block, "\"", "\"", Escapes.EscapeJsonAscii),
        ["`"] = new(Fits.Plain | Fits.Block, "`", "`", Escapes.EscapeBacktick),
        ["b'"] = new(Fits.Plain, "b'", "'", Escapes.EscapeApostrophe),
        ["u'"] = new(Fits.Plain, "u'", "'", Escapes.EscapeApostrophe),
        ["r'"] = new(Fits.Plain, "r'", "'", Escapes.Keep) { Drops = "'\\" },
        ["f\""] = new(Fits.Plain, "f\"", "\"", Escapes.EscapeJson) { Drops = "{}" },
        ["@\""] = new(Fits.Plain | Fits.Block, "@\"", "\"", Escapes.DoubleQuote),
        ["L\""] = new(Fits.Plain, "L\"", "\"", Escapes.EscapeJson),
        ["\"\"\""] = new(Fits.Plain | Fits.Block, "\"\"\"", "\"\"\"", Escapes.Keep) { Drops = "\"\\" },
        ["r#"] = new(Fits.Plain | Fits.Block, "r#\"", "\"#", Escapes.Keep) { Drops = "\"" },
        ["%q"] = new(Fits.Plain, "%q(", ")", Escapes.Keep) { Drops = "()\\" },
        ["@'"] = new(Fits.Plain, "@\"", "\"", Escapes.EscapeJson),
        ["''"] = new(Fits.Plain, "'", "'", Escapes.DoubleApostrophe),
        ["$\""] = new(Fits.Plain, "\"", "\"", Escapes.EscapeJson) { Drops = "$`\\\"!" },
        ["$'"] = new(Fits.Plain, "'", "'", Escapes.Keep) { Drops = "'" },
        ["bare"] = new(Fits.Word, "", "", Escapes.Keep) { Drops = ShellSymbols },
        ["plain"] = new(Fits.Plain, "", "", Escapes.Keep) { Drops = "#:\"'`{}[]&*>|@%\\!?," },
    };

    /// <summary>Characters that a secret at this position cannot have.</summary>
    public string Drops { get; init; } = "";

    /// <summary>How a value that is no secret is escaped. People write <c>?key=&lt;your-key&gt;</c>.</summary>
    public Func<char, string>? Otherwise { get; init; }

    /// <summary>Whether references stay as they are.</summary>
    public bool SecretsOnly { get; init; }

    /// <summary>Changes the whole value before it is escaped.</summary>
    public Func<Dice, string, string> Encode { get; init; } = (_, value) => value;

    public static Position Get(string name) => Table[name];

    public static bool Exists(string name) => Table.ContainsKey(name);

    /// <summary>Returns the value as it is written in the text, without the quotes.</summary>
    public string Write(Dice dice, string value, Label label)
    {
        if (label == Label.Other && SecretsOnly)
        {
            return value;
        }

        var kept = label == Label.Secret ? RemoveDropped(dice, value) : value;
        return string.Concat(Encode(dice, kept).Select(label == Label.Secret ? Escape : Otherwise ?? Escape));
    }

    private string RemoveDropped(Dice dice, string value)
    {
        var kept = string.Concat(value.Where(c => !Drops.Contains(c, StringComparison.Ordinal)));
        return kept.Length >= Math.Min(4, value.Length) ? kept : kept + dice.DrawLetters("abcdefghkmnprstuvwxyz23456789", 6);
    }

    private static string EscapeTwice(char c) => string.Concat(Escapes.EscapeJson(c).Select(Escapes.EscapeJson));

    private static string EncodeBasic(Dice dice, string password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(dice.Pick("admin", "user", "api", dice.Pick(Words.FirstNames), Words.PickTerm(dice)) +
            ":" + password));

    private static string FormatByteList(string value, string format, string between) =>
        string.Join(between, Encoding.UTF8.GetBytes(value).Select(b => string.Format(CultureInfo.InvariantCulture,
            CompositeFormat.Parse(format), b)));
}
