using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>The text around a value lowers it by at most one level.</summary>
public class SurroundingsLawTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    private static readonly string[] Names = ["password", "DB_PASSWORD", "secret", "api_key", "authToken", "passphrase"];

    private static readonly string[] Paths =
        ["a.py", "test/fixtures/a.py", "docs/example/a.py", "vendor/sample/test/mock/a.py", "locale/a.py", "src/a.py",
        "example/quickstart/dummy.py"];

    private static readonly string[] Lines =
    [
        "", "// example, replace with your own\n", "# dummy value, not a secret\n", "assert expect(login).should.equal(test(\n",
        "password = \"***\"\npassword = \"xxx\"\npassword = \"changeme\"\n", "label = \"Enter password\"\n",
        "\u5bc6\u7801\u5bc6\u7801\u5bc6\u7801\u5bc6\u7801\u5bc6\u7801\n", "hash = sha256(\n", "xxx xxx xxx\n",
        "token token token secret passw\n", "{{{{{{{{\n", "https://example.com/sample\n", "/* fake */\n",
        "plaintext = 00112233445566778899aabbccddeeff\nnonce = 000102030405060708090a0b0c0d0e0f\ncipher = "
        + "ffeeddccbbaa99887766554433221100\n",
    ];

    private static readonly string[] Paddings = ["", "\n", "\n\n\n\n\n\n\n\n\n\n", "word\n", "x = 1\ny = 2\nz = 3\n"];

    [Fact]
    public void The_text_around_a_value_lowers_it_by_at_most_one_level()
    {
        var (random, scanner, lowered, seen) = (new Random(14), new Scanner(Rules), 0, 0);
        for (var i = 0; i < 60; i++)
        {
            var line = $"{Names[i % Names.Length]} = \"{NamedText.Value(random, random.Next(6, 40))}\"";
            var (_, alone, _) = Judge(line, line, Paths[0]);
            foreach (var (path, around) in Paths.SelectMany(path => Lines.Select(text => (path, text))))
            {
                var text = Paddings[random.Next(Paddings.Length)] + around + line + "\n" + Lines[random.Next(Lines.Length)]
                    + Paddings[random.Next(Paddings.Length)];
                var (whole, core, level) = Judge(text, line, path);
                core.Should().Be(alone, "the core must not depend on the text around '{0}' in {1}", text, path);
                level.Should().Be(Math.Max(whole, core - 1), "'{0}' in {1}", text, path);
                Reported(scanner, text, line, path).Should().BeGreaterThanOrEqualTo(alone - 1, "'{0}' in {1}", text, path);
                (lowered, seen) = (lowered + (level < alone ? 1 : 0), seen + (alone > 1 ? 1 : 0));
            }
        }

        seen.Should().BeGreaterThan(1000, "there must be something to lower");
        lowered.Should().BePositive("the text around a value must have an effect");
    }

    [Fact]
    public void A_comment_that_contains_the_value_lowers_it_by_at_most_one_level()
    {
        var (random, scanner, seen) = (new Random(15), new Scanner(Rules), 0);
        foreach (var mark in (string[])["# ", "// ", " * ", "<!-- ", "-- ", ";"])
        {
            for (var i = 0; i < 40; i++)
            {
                var line = $"{Names[i % Names.Length]} = \"{NamedText.Value(random, random.Next(8, 40))}\"";
                var text = $"{mark}example: see below\n{mark}{line}\n";
                var (whole, core, level) = Judge(text, line, "docs/a.py");
                level.Should().Be(Math.Max(whole, core - 1)).And.BeGreaterThanOrEqualTo(core - 1);
                Reported(scanner, text, line, "docs/a.py").Should().BeGreaterThanOrEqualTo(core - 1, text);
                seen += core > 1 ? 1 : 0;
            }
        }

        seen.Should().BeGreaterThan(50);
    }

    [Fact]
    public void A_forest_that_stops_early_gives_the_same_level_as_one_that_does_not()
    {
        var (random, levels) = (new Random(16), new HashSet<int>());
        for (var i = 0; i < 300; i++)
        {
            var (text, found) = (NamedText.Make(random, 40), new List<NamedValue>());
            AnchorFinder.Extract(text, PathFacts.Create("a.py"), found);
            foreach (var value in found)
            {
                var (whole, core, level) = Judge(text, value, "a.py");
                level.Should().Be(Math.Max(whole, core - 1));
                levels.Add(level);
            }
        }

        levels.Should().BeEquivalentTo([0, 1, 2, 3]);
    }

    private static (int Whole, int Core, int Level) Judge(string text, string line, string path)
    {
        var (bytes, found) = (Encoding.UTF8.GetBytes(text), new List<NamedValue>());
        AnchorFinder.Extract(bytes, PathFacts.Create(path), found);
        return Judge(bytes, found.First(value => value.Start == StartOfValue(text, line)), path);
    }

    private static (int Whole, int Core, int Level) Judge(byte[] bytes, NamedValue value, string path)
    {
        var features = new int[(int)Feature.Count];
        CandidateFeatures.Write(bytes, value, PathFacts.Create(path), Rules.Judge!.Words, features);
        var (whole, core) = Rules.Judge.GetLevels(features);
        return (whole, core, LevelOf(Rules.Judge.GetConfidence(features)));
    }

    /// <summary>Returns the highest level of a match that contains the start of the value, or 0 when there is none.</summary>
    private static int Reported(Scanner scanner, string text, string line, string path)
    {
        var (matches, start) = (new List<Match>(), StartOfValue(text, line));
        scanner.Scan(Encoding.UTF8.GetBytes(text), path, matches);
        return matches.Where(match => match.SecretStart <= start && start < match.SecretEnd).Select(match => LevelOf(match.Confidence))
            .DefaultIfEmpty(0).Max();
    }

    private static int StartOfValue(string text, string line) =>
        Encoding.UTF8.GetByteCount(text.AsSpan(0, text.IndexOf(line, StringComparison.Ordinal)))
        + line.IndexOf('"', StringComparison.Ordinal) + 1;

    private static int LevelOf(Confidence? level) => level is null ? 0 : (int)level + 1;
}
