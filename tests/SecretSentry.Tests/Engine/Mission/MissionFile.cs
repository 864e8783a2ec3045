using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine.Mission;

/// <summary>
/// One of the files that the project exists for, from <c>cases.txt</c>. Its values are made from a seed. A value whose name has a tilde, as
/// in <c>{~bcrypt}</c>, is no credential.
/// </summary>
internal sealed partial record MissionFile(string Name, string Path, string Text)
{
    private static readonly string[] Weak = ["123456", "password", "root", "admin"];

    private static readonly Dictionary<string, string> Templates = new(StringComparer.Ordinal)
    {
        ["akid"] = "AK" + "IA{base32:16}",
        ["asid"] = "AS" + "IA{base32:16}",
        ["aksec"] = "{base64:40}",
        ["session"] = "IQoJb3JpZ2luX2Vj{base64:340}==",
        ["npm"] = "npm_{crc62:30}",
        ["bcrypt"] = "$2y$10${alnum:53}",
        ["phpass"] = "$P$B{alnum:30}",
        ["b64x43"] = "{base64:43}",
        ["b64key"] = "{base64:86}==",
        ["uuid"] = "{uuid}",
        ["salt"] = "{alnum:20}#{alnum:20}&{alnum:22}",
        ["rnd"] = "{alnum:#}",
        ["hex"] = "{hex:#}",
        ["HEX"] = "{HEX:#}",
    };

    /// <summary>Reads all files.</summary>
    public static IReadOnlyList<MissionFile> ReadAll()
    {
        var text = File.ReadAllText(System.IO.Path.Combine(TestPaths.Top, "tests/SecretSentry.Tests/Engine/Mission/cases.txt"));
        return [.. text.Split("=== ", StringSplitOptions.RemoveEmptyEntries).Select(part =>
        {
            var head = part[..part.IndexOf('\n', StringComparison.Ordinal)].Split(": ");
            return new MissionFile(head[0], head[1], part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        })];
    }

    /// <summary>Returns the text with values, and where those values are that are credentials.</summary>
    public (byte[] Content, IReadOnlyList<(int Start, int Length)> Secrets) Fill(int seed)
    {
        var (text, secrets, from, random) = (new StringBuilder(), new List<(int, int)>(), 0, new Random(seed));
        foreach (Match match in Values().Matches(Text))
        {
            text.Append(Text, from, match.Index - from);
            from = match.Index + match.Length;
            var value = Make(match.Groups["name"].Value, match.Groups["size"].Value, random);
            if (match.Groups["none"].Length == 0)
            {
                secrets.Add((text.Length, value.Length));
            }

            text.Append(value);
        }

        return (Encoding.Latin1.GetBytes(text.Append(Text, from, Text.Length - from).ToString()), secrets);
    }

    private static string Make(string name, string size, Random random) => name switch
    {
        "pw" => $"{Make("pwplain", "", random)}{"!_.-"[random.Next(4)]}{MakeWord(random)[..2]}",
        "pwplain" or "pwurl" => MakeWord(random) + random.Next(10, 10_000).ToString(CultureInfo.InvariantCulture),
        "weak" => Weak[random.Next(Weak.Length)],
        _ => Template.Expand(Templates[name].Replace("#", size.Length > 0 ? size : "#", StringComparison.Ordinal), random.Next(1_000_000)),
    };

    /// <summary>Returns a word that nobody knows, with a capital letter.</summary>
    private static string MakeWord(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 4))
        .Select(i => $"{(i == 0 ? "BDFGKLMNPRSTVZ" : "bdfgklmnprstvz")[random.Next(14)]}{"aeiou"[random.Next(5)]}"))
        + "bdfgklmnprstvz"[random.Next(14)];

    [GeneratedRegex(@"\{(?<none>~?)(?<name>pw|pwplain|pwurl|weak|akid|asid|aksec|session|npm|bcrypt|phpass|b64x43|b64key|uuid|salt|"
        + @"(?:rnd|hex|HEX)(?=\d))(?<size>\d*)\}")]
    private static partial Regex Values();
}
