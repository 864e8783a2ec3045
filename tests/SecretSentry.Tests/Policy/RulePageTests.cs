using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Matches;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Policy;

public class RulePageTests
{
    private static readonly string File = Path.Combine(TestPaths.Top, "docs/rules.md");

    [Fact]
    public void The_page_of_rules_is_what_the_files_say()
    {
        var page = RulePage.Write(TestPaths.Patterns);
        if (Environment.GetEnvironmentVariable("SECRETSENTRY_APPROVE") is not null)
        {
            System.IO.File.WriteAllText(File, page);
        }

        System.IO.File.ReadAllText(File).Should().Be(page, "SECRETSENTRY_APPROVE=1 writes it");
    }

    [Fact]
    public void No_example_of_the_page_is_reported()
    {
        var matches = new List<Match>();
        var page = Encoding.UTF8.GetBytes(RulePage.Write(TestPaths.Patterns));
        new Scanner(BuiltInRules.Load()) { Decodes = true }.Scan(page, "docs/rules.md", matches);
        matches.Should().BeEmpty();
    }
}
