using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine;

public class PathClassesTests
{
    private static readonly string[] Paths =
        ["", "src/a.c", "src/b.cs", "test/a.c", "a.env", "conf/prod.yml", "docs/a.yml", ".pgpass", "x/.pgpass", "Dockerfile",
        "a.env.example", "deploy.sh", "b/run.sh"];

    [Fact]
    public void Paths_of_a_class_give_the_same_matches()
    {
        var rules = BuiltInRules.Load();
        var (classes, scanner) = (new PathClasses(rules), new Scanner(rules));
        var text = System.Text.Encoding.UTF8.GetBytes($"password = hunter{7 * 31}x\n"
            + $"DB_PASSWORD={new string("qT9xVz3LmK8pRw2Y".Reverse().ToArray())}\n"
            + $"host:5432:db:user:tR4{"nB8"}kQ2z\nsecret: \"correct horse\"\n");
        foreach (var group in Paths.GroupBy(classes.Classify))
        {
            group.Select(Matches).Distinct(StringComparer.Ordinal).Should().ContainSingle(string.Join(' ', group));
        }

        Paths.Select(classes.Classify).Distinct().Should().HaveCountGreaterThan(3);
        Paths.Select(Matches).Distinct(StringComparer.Ordinal).Should().HaveCountGreaterThan(2, "the classes must matter");

        string Matches(string path)
        {
            var found = new List<Match>();
            scanner.Scan(text, path, found);
            return string.Join('\n', found);
        }
    }

    [Fact]
    public void The_key_of_a_class_contains_the_result_of_each_condition()
    {
        var rules = BuiltInRules.Load();
        var (classes, matcher, held) = (new PathClasses(rules), new ByteMatcher(rules.Pool), 0);
        var conditions = rules.Rules.SelectMany(rule => rule.Allowlists.SelectMany(list => list.Paths).Append(rule.Path))
            .Where(source => source.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var real = Directory.EnumerateFiles(TestPaths.Top, "*", SearchOption.AllDirectories).Take(5000)
            .Select(path => Path.GetRelativePath(TestPaths.Top, path).Replace('\\', '/'));
        foreach (var path in Paths.Concat(real)
            .Concat(["home/u/.ssh/id_rsa", "k/server.pem", ".netrc", "a/.aws/credentials", "node_modules/a/b.min.js", "package-lock.json",
            "x/terraform.tfstate", "a/.pgpass", "b/pgpass.conf", "c/.pgpass"]))
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(path);
            var expected =
                string.Concat(conditions.Select(condition =>
                matcher.Search(rules.Filters[condition], bytes, 0, MatchLimits.MaxMatchLength, out _) >= 0 ? '1' : '0'));
            classes.GetKey(classes.Classify(path)).Split(' ')[^1].Should().Be(expected, path);
            held += expected.Contains('1', StringComparison.Ordinal) ? 1 : 0;
        }

        held.Should().BeGreaterThan(5);
    }

    [Fact]
    public void Conditions_of_user_rules_separate_classes_and_keys_are_the_same_in_every_run()
    {
        var rules =
            RuleSet.Compile([new Rule { Id = "one", Description = "one", Regex = "abc[0-9]{4}", Path = @"\.one$", Keywords = ["abc"] }]);
        var (classes, again) = (new PathClasses(rules), new PathClasses(rules));
        classes.Classify("a.one").Should().Be(classes.Classify("b/c.one")).And.NotBe(classes.Classify("a.two"));
        classes.GetKey(classes.Classify("a.two")).Should().Be(again.GetKey(again.Classify("x/y")));
        classes.GetKey(classes.Classify("a.two")).Should().NotBe(classes.GetKey(classes.Classify("a.one")));
    }
}
