using SecretSentry.Engine.Rules;
using SecretSentry.Purge.Objects;
using SecretSentry.Reports;

namespace SecretSentry.Tests.Reports;

public class CountedTests
{
    [Theory]
    [InlineData(0, "file", null, "0 files")]
    [InlineData(1, "file", null, "1 file")]
    [InlineData(2000, "file", null, "2,000 files")]
    [InlineData(1, "branch", "branches", "1 branch")]
    [InlineData(3, "place is", "places are", "3 places are")]
    public void A_number_is_followed_by_its_noun_in_singular_or_plural(long count, string one, string? many, string text) =>
        Counted.Format(count, one, many).Should().Be(text);

    [Theory]
    [InlineData(1, "blobs", "1 blob")]
    [InlineData(2, "blobs", "2 blobs")]
    [InlineData(1, "commits of submodules not followed", "1 commit of submodules not followed")]
    [InlineData(1, "of it", "1 of it")]
    public void A_plural_noun_loses_its_s_for_one(long count, string many, string text) =>
        Counted.FormatPlural(count, many).Should().Be(text);

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "; one other object cannot be read either")]
    [InlineData(1001, "; 1,000 other objects cannot be read either")]
    public void Other_unreadable_objects_are_counted(int count, string text) => OtherUnreadable.Describe(count).Should().Be(text);

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(1, 0, "1 finding of low confidence is not shown; --min-confidence low shows it")]
    [InlineData(1200, 0, "1,200 findings of low confidence are not shown; --min-confidence low shows them")]
    [InlineData(0, 2, "2 findings of medium confidence are not shown; --min-confidence medium shows them")]
    [InlineData(1, 1, "1 finding of medium and 1 of low confidence are not shown; --min-confidence low shows them")]
    public void Hidden_findings_are_counted_with_the_option_that_shows_them(long low, long medium, string text) =>
        new HiddenFindings(low, medium).Sentence.Should().Be(text);

    [Theory]
    [InlineData(1, 1, "1 finding")]
    [InlineData(5, 5, "5 findings")]
    [InlineData(1, 0, "1 finding, which does not stop")]
    [InlineData(4, 0, "4 findings, none of which stops")]
    [InlineData(4, 1, "4 findings, 1 of which stops")]
    [InlineData(2000, 1500, "2,000 findings, 1,500 of which stop")]
    public void Findings_that_stop_are_counted(int all, int stopping, string text) =>
        Tally.Format([.. Enumerable.Range(0, all).Select(i => Samples.Finding(i) with { Stops = i < stopping })]).Should().Be(text);

    [Fact]
    public void Every_rule_has_rotation_advice()
    {
        Rotation.Describe(new Rule { Id = "a" }).Raw.Should().Be(Rotation.InGeneral).And.NotBeEmpty();
        Rotation.Describe(new Rule { Id = "a", Rotate = "Do this." }).Raw.Should().Be("Do this.");
    }
}
