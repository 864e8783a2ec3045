using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Patterns;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Policy;

public class TestFindingsTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Fact]
    public void A_key_in_several_test_files_is_reported_once_with_the_other_locations()
    {
        var (key, other) = (Template.Expand("{pem:EC PRIVATE KEY}", 1), Template.Expand("{pem:EC PRIVATE KEY}", 2));
        var (reported, counted) =
            TestFindings.Fold([.. Found("tests/a.pem", key), .. Found("tests/b.pem", key), .. Found("tests/c.pem", other),
            .. Found("docs/d.md", key)]);
        reported.Select(finding => finding.Location.Path.Raw).Should().Equal("tests/a.pem", "tests/c.pem");
        reported[0].Details["alsoAt"].Raw.Should().Be("tests/b.pem:1, docs/d.md:1");
        reported[1].Details.Should().NotContainKey("alsoAt");
        counted[TestFindings.Copies].Should().Be(2);
    }

    [Fact]
    public void A_key_outside_of_tests_is_reported_at_every_location()
    {
        var key = Template.Expand("{pem:EC PRIVATE KEY}", 1);
        var (reported, counted) =
            TestFindings.Fold([.. Found("tests/a.pem", key), .. Found("deploy/a.pem", key), .. Found("deploy/b.pem", key)]);
        reported.Select(finding => finding.Location.Path.Raw).Should().Equal("tests/a.pem", "deploy/a.pem", "deploy/b.pem");
        counted.Values.Should().OnlyContain(count => count == 0);
    }

    [Fact]
    public void A_live_key_is_reported_at_every_location_even_in_tests()
    {
        var token = $"token = {Template.Expand("ghp_{crc62:30}")}\n";
        Finding[] found = [.. Found("tests/a.py", token), .. Found("tests/b.py", token)];
        found.Should().HaveCount(2).And.OnlyContain(finding => finding.Confidence == SecretSentry.Engine.Rules.Confidence.High);
        var (reported, counted) = TestFindings.Fold(found);
        reported.Select(finding => finding.Location.Path.Raw).Should().Equal("tests/a.py", "tests/b.py");
        counted.Values.Should().OnlyContain(count => count == 0);
    }

    [Fact]
    public void At_most_five_other_locations_are_listed()
    {
        var key = Template.Expand("{pem:EC PRIVATE KEY}", 1);
        var (reported, _) = TestFindings.Fold([.. Enumerable.Range(0, 9).SelectMany(i => Found($"tests/{i}.pem", key))]);
        reported.Should().ContainSingle().Which.Details["alsoAt"].Raw.Should()
            .Be("tests/1.pem:1, tests/2.pem:1, tests/3.pem:1, tests/4.pem:1, tests/5.pem:1 and 3 more");
    }

    [Theory]
    [InlineData("{pem:ENCRYPTED PRIVATE KEY}")]
    [InlineData("admin:$apr1${alnum:8}${alnum:22}")]
    public void An_encrypted_key_or_a_hash_is_only_counted_in_tests_and_reported_elsewhere(string template)
    {
        var text = Template.Expand(template);
        var (reported, counted) = TestFindings.Fold([.. Found("tests/a.txt", text)]);
        reported.Should().BeEmpty();
        counted[TestFindings.Quiet].Should().Be(1);
        TestFindings.Fold([.. Found("deploy/a.txt", text)]).Reported.Should().ContainSingle();
    }

    [Fact]
    public void The_same_key_in_two_repositories_is_reported_in_both()
    {
        var key = Template.Expand("{pem:EC PRIVATE KEY}", 1);
        var findings = Found("tests/a.pem", key)
            .SelectMany(finding => new[] { "one", "two" }.Select(name =>
            finding with { Details = new SortedDictionary<string, ForeignText>(StringComparer.Ordinal) { ["repository"] = name } }));
        TestFindings.Fold([.. findings]).Reported.Should().HaveCount(2);
    }

    private static List<Finding> Found(string path, string text)
    {
        var (content, matches) = (Template.GetBytes(text), new List<Match>());
        var kind = new Scanner(Rules).Scan(content, path, matches);
        return [.. matches.Select(match => Finding.Create(Rules, match, content, new FindingSource(path, kind, false)))];
    }
}
