using System.Text;
using SecretSentry.Engine.Candidates;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>
/// Makes text with many names and possible values from a seed. No line is valid in any language, but every line is almost valid.
/// </summary>
internal static class NamedText
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static readonly string[] Stems = [.. NameStems.All];

    private static readonly string[] Joints =
    [
        "=", " = ", ": ", ":", "\": \"", "' => '", "\", \"", "(\"", ") ", " ", ">", "\\\": \\\"", " := ", " == \"", "|", "||", "::",
            ":\n  - ", ":\n    ", " is ", ": str = \"", "[0]=", "&quot;:&quot;", "\uff1a", " is now ", " for x is ", "() { return \"",
            "').fill('", ":** ", " - ", " 0 ", " type=\"x\">", ": bob / ", ",b\nx1,", " | b |\n| y1 | ",
        "</key>\n<string>", "\" value=\"", "\nvalue: ", "=[\"", " = new String(\"", "", ".", "??", ":-", " -> ", "%22%3A%22",
        " = []byte(\"",
    ];

    private static readonly string[] Ends = ["\"", "'", "", "\n", "\n", ";\n", "\",\n", "</password>\n", "', '", "\", \"", " ", "&x=",
        "\\\"", ")", "]", "}", "\r\n"];

    private static readonly string[] Others =
    [
        "https://user:", "postgres:\\/\\/app:", "@db.example:5432/x\n", " -p", "mysql -u root -p", "curl -u elastic:", " --user ",
            " --login=", "sqlplus -S app/", "cryptsetup ", "kinit ", "snmp-server community ", "enable ", "user bob ",
            "enter \"q1w2e3\" into the ", "\"q1w2e3\".", "net use \\\\a\\b ", "rabbitmqctl add_user app ", " -U app%", "smbclient ",
            "${", "echo ", " | sudo -S ", "Authorization: Bearer ", "Basic ", "// ", "# ", "<!-- ", "\\\\\\\\", "\"\"\"",
        "'", "`", "{", "}", "(", "[", "]", "\n", "\n\n", "    ", "\t", "\u00e9", "\u5bc6", "${", "%s", "example", "***", "export ", "set ",
        "- ", "value", "default", "author", "Authors", "monkeys", "keyboard", "compass",
    ];

    /// <summary>Returns text of the given number of pieces.</summary>
    public static byte[] Make(Random random, int pieces)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pieces; i++)
        {
            text.Append(random.Next(3) == 0 ? Pick(random, Others) : Named(random));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Returns a copy of the text with some bytes changed, removed, doubled or moved.</summary>
    public static byte[] Mutate(Random random, byte[] text, int changes)
    {
        var bytes = new List<byte>(text);
        for (var i = 0; i < changes && bytes.Count > 20; i++)
        {
            var at = random.Next(bytes.Count - 10);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - 10), random.Next(10)));
                    break;
                default:
                    bytes[at] = bytes[random.Next(bytes.Count)];
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Returns letters and digits that do not look like words.</summary>
    public static string Value(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

    private static string Named(Random random)
    {
        var stem = Pick(random, Stems);
        stem = random.Next(3) switch { 0 => stem.ToUpperInvariant(), 1 => char.ToUpperInvariant(stem[0]) + stem[1..], _ => stem };
        var before = Pick(random, ["", "", "db_", "DB_", "app", "x.", "-", "--", "$", "\"", "my", "A", "\u00e9", "user@"]);
        var after = Pick(random, ["", "", "word", "_1", "s", "Value", "KEY", "-file", "_hash", "\u00e9", "."]);
        var joint = Pick(random, Joints);
        return $"{before}{stem}{after}{joint}{Value(random, random.Next(1, random.Next(2) == 0 ? 12 : 40))}{Pick(random, Ends)}";
    }

    private static string Pick(Random random, string[] all) => all[random.Next(all.Length)];
}
