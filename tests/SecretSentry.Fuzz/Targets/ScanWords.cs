using System.Text;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Fuzz.Targets;

/// <summary>Words and texts that scans find something in. Tokens are made from the templates of the rules, when the program runs.</summary>
internal static class ScanWords
{
    private const int Texts = 500;

    /// <summary>A password, in two parts because our own history is scanned.</summary>
    public const string Value = "kfh83" + "hfkw93";

    public static IReadOnlyList<string> All { get; } =
    [
        "password", "secret", "api_key", "token", "Authorization: Basic ", "Bearer ", " = ", ": ", "=>", "\"", "'", "`", "<password>",
        "</password>", "\\x41",
        "\\u0041", "%41", "&#65;", "&#x41;", "0x", "==", "\n", "\r\n", "\t", "://user:", "@host", "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----", "{", "}",
        "(", ")", ",", ";", "\\n", "\xFF\xFE", "\xFE\xFF", "\0", "secretsentry:allow", "gitleaks:allow",
        "pragma: allowlist nextline secret", "$(", "${", "#", "//",
        "INSERT INTO users (name, password) VALUES (", "--password ", "export ", "env.", "process.env.", "os.environ[",
    ];

    public static IEnumerable<byte[]> MakeSeeds(bool encodes)
    {
        var examples = BuiltInRules.Load().Rules.SelectMany(rule => rule.Examples.Concat(rule.CounterExamples)).ToList();
        var step = Math.Max(1, examples.Count / Texts);
        for (var i = 0; i < examples.Count; i += step)
        {
            var text = Template.GetBytes(Template.Expand(examples[i]));
            yield return text;
            if (encodes && text.Length < 300)
            {
                yield return [.. "data: "u8, .. Encoding.ASCII.GetBytes(i % 2 == 0 ? Convert.ToBase64String(text)
                    : Convert.ToHexStringLower(text))];
            }
        }

        yield return Encoding.UTF8.GetBytes($"a_password = \"{Value}\"\nurl: http://user:{Value}@host/\n<password>abc def</password>\n");
        yield return [0xFF, 0xFE, .. Encoding.Unicode.GetBytes($"password = \"{Value}\"\n")];
        yield return [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes($"password = \"{Value}\"\n")];
        yield return Encoding.UTF8.GetBytes($"a%41%42%43 \\x41\\x42 &#65;&#x42; password={EscapeByPercent("kfh83")}{Value}\n");
    }

    private static string EscapeByPercent(string text) => string.Concat(text.Select(letter => $"%{(int)letter:x2}"));
}
