using SecretSentry.Git.Push;

namespace SecretSentry.Tests.Git;

public class PurgedCommitsTests
{
    [Theory]
    [InlineData("main..topic", "topic")]
    [InlineData("main..", "HEAD")]
    [InlineData("topic", "topic")]
    [InlineData("^main topic ^other", "topic")]
    [InlineData("^main", "HEAD")]
    public void A_range_ends_at_the_revision_that_is_not_excluded(string range, string tip) =>
        PurgedCommits.FindTip(range).Should().Be(tip);
}
