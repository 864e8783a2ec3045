using System.Globalization;
using System.Text;
using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;
using SecretSentry.Training.Generators.Values;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training.Generators;

/// <summary>
/// A place in a text that a value is written into: what may stand there and how. What <see cref="Drops"/> names cannot be written and is
/// left out of secrets; placeholders and references keep such marks, for with them they are meant.
/// </summary>
internal sealed record Position(Fits Fits, string Open, string Close, Func<char, string> Escape)
{
    private const string ShellMarks = " \t\"'`$\\&|;<>()*?!#{}[]~%,";

    private static readonly Dictionary<string, Position> Table = new(StringComparer.Ordinal)
    {
        ["dq"] = new(Fits.Plain, "", "", Escapes.Json),
        ["dq2"] = new(Fits.Plain, "", "", c => Twice(c)),
        ["dq3"] = new(Fits.Plain, "", "", c => string.Concat(Twice(c).Select(Escapes.Json))),
        ["sq"] = new(Fits.Plain, "", "", Escapes.Apostrophe),
        ["sql"] = new(Fits.Plain, "", "", Escapes.DoubledApostrophe),
        ["raw"] = new(Fits.Plain, "", "", Escapes.None) { Drops = "\"'`\\" },
        ["line"] = new(Fits.Plain | Fits.Scalar, "", "", Escapes.None) { Drops = "#:\"'`{}[]&*>|@%\\" },
        ["word"] = new(Fits.Word | Fits.Scalar, "", "", Escapes.None) { Drops = ShellMarks },
        ["block"] = new(Fits.Block, "", "", Escapes.None),
        ["package"] = new(Fits.Package, "", "", Escapes.None),
        ["connection"] = new(Fits.Word, "", "", Escapes.None) { Drops = ";\"'=\\ " },
        ["quot"] = new(Fits.Word, "&quot;", "&quot;", Escapes.Attribute) { Drops = ";\"'&<>=\\ " },
        ["xml"] = new(Fits.Plain | Fits.Scalar, "", "", Escapes.Xml),
        ["attr"] = new(Fits.Plain | Fits.Scalar, "", "", Escapes.Attribute),
        ["url"] = new(Fits.Word, "", "", Escapes.Percent) { Otherwise = Escapes.PercentForBlanks },
        ["expr"] = new(Fits.Expression | Fits.Scalar, "", "", Escapes.None),
        ["b64"] = new(Fits.Word, "", "", Escapes.None)
        {
            SecretsOnly = true,
            Encode = (_,
            value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value))
        },
        ["b64line"] = new(Fits.Word, "", "", Escapes.None)
        {
            SecretsOnly = true,
            Encode = (_,
            value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value + "\n"))
        },
        ["basic"] = new(Fits.Word, "", "", Escapes.None) { SecretsOnly = true, Encode = Basic },
        ["hexbytes"] = new(Fits.Word, "", "", Escapes.None) { Encode = (_, value) => ByteList(value, "0x{0:x2}", ", ") },
        ["bytes"] = new(Fits.Word, "", "", Escapes.None) { Encode = (_, value) => ByteList(value, "{0}", ", ") },
        ["xbytes"] = new(Fits.Word, "", "", Escapes.None) { Encode = (_, value) => ByteList(value, "\\x{0:x2}", "") },
        ["'"] = new(Fits.Plain, "'", "'", Escapes.Apostrophe),
        ["\""] = new(Fits.Plain | Fits.Block, "\"", "\"", Escapes.Json),
        ["\"ascii"] = new(Fits.Plain | Fits.Block, "\"", "\"", Escapes.JsonAscii),
        ["`"] = new(Fits.Plain | Fits.Block, "`", "`", Escapes.Backtick),
        ["b'"] = new(Fits.Plain, "b'", "'", Escapes.Apostrophe),
        ["u'"] = new(Fits.Plain, "u'", "'", Escapes.Apostrophe),
        ["r'"] = new(Fits.Plain, "r'", "'", Escapes.None) { Drops = "'\\" },
        ["f\""] = new(Fits.Plain, "f\"", "\"", Escapes.Json) { Drops = "{}" },
        ["@\""] = new(Fits.Plain | Fits.Block, "@\"", "\"", Escapes.DoubledQuote),
        ["L\""] = new(Fits.Plain, "L\"", "\"", Escapes.Json),
        ["\"\"\""] = new(Fits.Plain | Fits.Block, "\"\"\"", "\"\"\"", Escapes.None) { Drops = "\"\\" },
        ["r#"] = new(Fits.Plain | Fits.Block, "r#\"", "\"#", Escapes.None) { Drops = "\"" },
        ["%q"] = new(Fits.Plain, "%q(", ")", Escapes.None) { Drops = "()\\" },
        ["@'"] = new(Fits.Plain, "@\"", "\"", Escapes.Json),
        ["''"] = new(Fits.Plain, "'", "'", Escapes.DoubledApostrophe),
        ["$\""] = new(Fits.Plain, "\"", "\"", Escapes.Json) { Drops = "$`\\\"!" },
        ["$'"] = new(Fits.Plain, "'", "'", Escapes.None) { Drops = "'" },
        ["bare"] = new(Fits.Word, "", "", Escapes.None) { Drops = ShellMarks },
        ["plain"] = new(Fits.Plain, "", "", Escapes.None) { Drops = "#:\"'`{}[]&*>|@%\\!?," },
    };

    /// <summary>Characters that a secret at this place cannot have.</summary>
    public string Drops { get; init; } = "";

    /// <summary>How what is no secret is escaped: people write <c>?key=&lt;your-key&gt;</c>.</summary>
    public Func<char, string>? Otherwise { get; init; }

    /// <summary>Whether references stay as they are.</summary>
    public bool SecretsOnly { get; init; }

    /// <summary>What becomes of the whole value before it is escaped.</summary>
    public Func<Dice, string, string> Encode { get; init; } = (_, value) => value;

    public static Position Of(string name) => Table[name];

    public static bool Exists(string name) => Table.ContainsKey(name);

    /// <summary>The value as it stands in the text, without the quotes.</summary>
    public string Write(Dice dice, string value, Label label)
    {
        if (label == Label.Other && SecretsOnly)
        {
            return value;
        }

        var kept = label == Label.Secret ? Without(dice, value) : value;
        return string.Concat(Encode(dice, kept).Select(label == Label.Secret ? Escape : Otherwise ?? Escape));
    }

    private string Without(Dice dice, string value)
    {
        var kept = string.Concat(value.Where(c => !Drops.Contains(c, StringComparison.Ordinal)));
        return kept.Length >= Math.Min(4, value.Length) ? kept : kept + dice.Letters("abcdefghkmnprstuvwxyz23456789", 6);
    }

    private static string Twice(char c) => string.Concat(Escapes.Json(c).Select(Escapes.Json));

    private static string Basic(Dice dice, string password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(dice.Pick("admin", "user", "api", dice.Pick(Words.FirstNames), Words.Term(dice)) +
            ":" + password));

    private static string ByteList(string value, string format, string between) =>
        string.Join(between, Encoding.UTF8.GetBytes(value).Select(b => string.Format(CultureInfo.InvariantCulture,
            CompositeFormat.Parse(format), b)));
}
