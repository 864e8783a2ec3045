using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Scanning.Decision;
using SecretSentry.Tests.Reports;

namespace SecretSentry.Tests.Scanning;

public class HookDecisionTests
{
    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    public void What_could_not_be_read_blocks_without_a_finding(bool isUnreadable, bool hasGap, bool blocks)
    {
        var coverage = MakeCoverage(isUnreadable, hasGap);
        Decide(coverage).Blocks.Should().Be(blocks);
        Decide(coverage, Confidence.Low).Blocks.Should().Be(blocks, "a finding of low confidence does not stop");
    }

    [Fact]
    public void A_finding_that_stops_blocks_whatever_was_read()
    {
        foreach (var isUnreadable in new[] { false, true })
        {
            var decision = Decide(MakeCoverage(isUnreadable, hasGap: false), Confidence.High, Confidence.Low);
            decision.Blocks.Should().BeTrue();
            decision.Blocking.Should().ContainSingle().Which.Confidence.Should().Be(Confidence.High);
            decision.NonBlocking.Should().ContainSingle().Which.Confidence.Should().Be(Confidence.Low);
        }
    }

    private static Coverage MakeCoverage(bool isUnreadable, bool hasGap)
    {
        var coverage = new Coverage();
        coverage.AddScanned(10, isBinary: false);
        if (isUnreadable)
        {
            coverage.AddUnreadable("a.txt", "it cannot be read");
        }

        if (hasGap)
        {
            coverage.Gaps.Add("a rule could not be run to its end");
        }

        return coverage;
    }

    private static HookDecision Decide(Coverage coverage, params Confidence[] found)
    {
        Finding[] findings = [.. found.Select((confidence, i) => Samples.Finding(i + 1) with { Confidence = confidence })];
        return HookDecision.Create(new(findings, coverage), StopDecision.Standard);
    }
}
