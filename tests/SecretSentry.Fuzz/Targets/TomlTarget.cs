using System.Text;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Fuzz.Targets;

/// <summary>A rule file: TOML, then rules.</summary>
internal sealed class TomlTarget : FuzzTarget
{
    /// <summary>Words of configurations, for all targets that read one.</summary>
    public static readonly string[] TomlWords =
    [
        "[[rules]]\n", "[extend]\n", "[allowlist]\n", "[[allowlists]]\n", "id = \"a-b\"\n", "regex = '''x'''\n", "regexes = ['''a''']\n",
        "= ",
        "\"\"\"", "'''", "\\u0000", "\\U0010FFFF", "\\ud800", "{", "}", "[", "]", ",", "\n", "1979-05-27T07:32:00Z", "inf", "nan", "0x",
        "1e400",
        "secretGroup = ", "entropy = ", "keywords = [\"\"]\n", "paths = ['''.*''']\n", "path = \"\"\n", "stopwords = [\"a\"]\n",
        "commits = [\"a\"]\n",
        "condition = \"AND\"\n", "regexTarget = \"line\"\n", "useDefault = true\n", "disabledRules = [\"a\"]\n", "minVersion = \"v8\"\n",
        "severity = \"high\"\n", "confidence = \"low\"\n", "examples = [\"{hex:4}\"]\n", "aliases = [\"c\"]\n",
        "targetRules = [\"a-b\"]\n", "a.b.c = 1\n",
    ];

    public override string Name => "toml-rules";

    public override IReadOnlyList<string> Words => TomlWords;

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) => SeedFolder.ReadOwn("patterns", "*.toml")
        .Where(file => file.Length < 6000).Select(file => file.Length > MaxLength ? file[..MaxLength] : file)
        .Append(FromText("issuer = \"x\"\n[[rules]]\nid = \"a-b\"\ndescription = \"d\"\nregex = '''ab[0-9]{3}'''\n"
            + "keywords = [\"ab\"]\nentropy = 3.0\n"
            + "[[rules.allowlists]]\nregexes = ['''a''']\n[allowlist]\npaths = ['''b''']\n"));

    public override void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        try
        {
            _ = TomlParser.Parse(text, "file");
            var rules = RuleReader.Read(text, "file");
            Require(rules.All(rule => rule.Id.Length > 0), "a rule without id is read");
        }
        catch (RuleFileException e)
        {
            Require(e.Message.Length < 2000, "a message is longer than a few lines");
        }
    }
}
