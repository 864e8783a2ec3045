using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Scanning.Decision;
using SecretSentry.Tests.Reports;

namespace SecretSentry.Tests.Scanning;

public class StopDecisionTests
{
    [Theory]
    [InlineData(Confidence.High, "src/app.py", "", true)]
    [InlineData(Confidence.High, "tests/app.py", "", true)]
    [InlineData(Confidence.High, "docs/guide.md", "", true)]
    [InlineData(Confidence.Medium, "src/app.py", "", true)]
    [InlineData(Confidence.Medium, "config/production.yml", "", true)]
    [InlineData(Confidence.Medium, "commit message", "", true)]
    [InlineData(Confidence.Medium, "tests/app.py", "", false)]
    [InlineData(Confidence.Medium, "docs/guide.rst", "", false)]
    [InlineData(Confidence.Medium, "examples/settings.yml", "", false)]
    [InlineData(Confidence.Medium, ".env.example", "", false)]
    [InlineData(Confidence.Low, "src/app.py", "", false)]
    [InlineData(Confidence.Low, "tests/app.py", "", false)]
    [InlineData(Confidence.High, "src/users.sql", "hash", false)]
    [InlineData(Confidence.Medium, "src/users.sql", "hash", false)]
    public void Confidence_path_and_kind_decide_whether_a_finding_stops(Confidence confidence, string path, string tag, bool stops) =>
        StopDecision.Standard.IsStopping(At(path, confidence, tag)).Should().Be(stops);

    [Theory]
    [InlineData(Confidence.High, "src/app.py", "")]
    [InlineData(Confidence.Low, "tests/app.py", "")]
    [InlineData(Confidence.Low, "src/users.sql", "hash")]
    public void With_strict_every_shown_finding_stops(Confidence confidence, string path, string tag) =>
        StopDecision.Strict.IsStopping(At(path, confidence, tag)).Should().BeTrue();

    [Theory]
    [InlineData(Confidence.Low, Confidence.Low, "", true)]
    [InlineData(Confidence.Medium, Confidence.Low, "", false)]
    [InlineData(Confidence.Medium, Confidence.Medium, "", true)]
    [InlineData(Confidence.High, Confidence.Medium, "", false)]
    [InlineData(Confidence.High, Confidence.High, "", true)]
    [InlineData(Confidence.Medium, Confidence.High, "hash", false)]
    public void A_confidence_limit_overrides_the_path(Confidence least, Confidence confidence, string tag, bool stops)
    {
        foreach (var path in new[] { "src/app.py", "tests/app.py" })
        {
            StopDecision.From(least).IsStopping(At(path, confidence, tag)).Should().Be(stops);
        }
    }

    [Theory]
    [InlineData(Confidence.Medium, "tests/app.py", "", "is in tests, examples or documentation")]
    [InlineData(Confidence.Low, "src/app.py", "", "has low confidence")]
    [InlineData(Confidence.High, "src/users.sql", "hash", "is the hash of a password")]
    public void A_finding_that_does_not_stop_has_a_reason(Confidence confidence, string path, string tag, string reason) =>
        StopDecision.Standard.DescribeReason(At(path, confidence, tag)).Should().Be(reason);

    private static Finding At(string path, Confidence confidence, string tag)
    {
        var finding = Samples.Finding(1);
        var rule = new Rule { Id = "a-rule", Tags = tag.Length > 0 ? ["generic", tag] : ["generic"] };
        return finding with { Rule = rule, Confidence = confidence, Location = finding.Location with { Path = path } };
    }
}
