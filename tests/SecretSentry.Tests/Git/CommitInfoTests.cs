using SecretSentry.Git.History;

namespace SecretSentry.Tests.Git;

public class CommitInfoTests
{
    [Fact]
    public void A_commit_that_git_wrote_is_parsed_correctly()
    {
        using var repository = new TempRepository();
        var id = repository.Commit("a.txt", "one\n", "Subject line\n\nbody\n");
        using var reader = SecretSentry.Git.Objects.BlobReader.Start(repository.Top);
        reader.TryRead(id, out var content, out var kind, out _).Should().BeTrue();
        kind.Should().Be("commit");
        CommitInfo.Parse(id, content).Should()
            .Be(new CommitInfo(id, "A U Thor <author@example.com>", new(2023, 11, 14, 23, 13, 20, TimeSpan.FromHours(1)), 1700000100,
            "Subject line"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tree x")]
    [InlineData("author\n\n")]
    [InlineData("author A <a> \ncommitter \n\nx")]
    [InlineData("author A <a> 99999999999999999999 +9999\ncommitter B <b> -5 -2400\n\nx")]
    [InlineData("author A <a> 253402214399 +1400\ncommitter B <b> 0 -1400\n\nx")]
    [InlineData("author A <a> 0 +2147483647\ncommitter B <b> 0 -2147483648\n\nx")]
    [InlineData("author >>> 1\ncommitter <<< 1\n\n\n\n")]
    public void A_malformed_commit_is_parsed_without_an_exception(string content)
    {
        var parse = () => CommitInfo.Parse("1", System.Text.Encoding.UTF8.GetBytes(content));
        parse.Should().NotThrow();
    }
}
