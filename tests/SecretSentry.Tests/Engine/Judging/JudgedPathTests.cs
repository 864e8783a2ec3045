using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Search;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>A content is judged once for all paths of a class, so all paths of a class must give the judge the same facts.</summary>
public class JudgedPathTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    private static readonly string[] Folders =
        ["src", "test", "docs", "example", "vendor", "locale", "conf", "lib", "a", "fixtures", ".github", "node_modules", "deploy"];

    private static readonly string[] Files =
    [
        "a.py", "a.java", "a.js", "a.go", "a.yml", "a.json", "a.xml", "a.md", "a.sh", "a.sql", "a.pem", "a.csv", "a", "a.xyz", "Dockerfile",
        ".env", "a.env.example", "a.longending", "settings.toml", "test_a.py", "a.min.js",
    ];

    [Fact]
    public void Paths_of_one_class_give_the_same_matches()
    {
        var (random, classes, scanner, same) = (new Random(9), new PathClasses(Rules), new Scanner(Rules), 0);
        var groups = MakePaths(random, 400).GroupBy(classes.Classify).Where(group => group.Count() > 1).ToArray();
        foreach (var content in Enumerable.Range(0, 12).Select(_ => NamedText.Make(random, 40)))
        {
            foreach (var group in groups)
            {
                var first = Matches(scanner, content, group.First());
                foreach (var path in group.Skip(1))
                {
                    Matches(scanner, content, path).Should().Equal(first, "{0} and {1} are in the same class", path, group.First());
                    same += first.Count;
                }
            }
        }

        same.Should().BeGreaterThan(1000);
    }

    [Fact]
    public void Paths_with_different_facts_are_in_different_classes()
    {
        var (classes, paths) = (new PathClasses(Rules), MakePaths(new Random(10), 400));
        paths.Select(path => PathFacts.Create(path).Key).Distinct().Should().HaveCountGreaterThan(30);
        foreach (var group in paths.GroupBy(classes.Classify))
        {
            group.Select(path => PathFacts.Create(path).Key).Distinct().Should().ContainSingle(string.Join(' ', group));
        }
    }

    [Fact]
    public void Path_facts_with_the_same_key_are_equal()
    {
        foreach (var group in MakePaths(new Random(11), 2000).Select(path => PathFacts.Create(path)).GroupBy(facts => facts.Key))
        {
            group.Distinct().Should().ContainSingle();
        }
    }

    private static string[] MakePaths(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => Folders[random.Next(Folders.Length)] + "/"))
        + Files[random.Next(Files.Length)]).Distinct(StringComparer.Ordinal),
    ];

    private static List<Match> Matches(Scanner scanner, byte[] content, string path)
    {
        var found = new List<Match>();
        scanner.Scan(content, path, found);
        return found;
    }
}
