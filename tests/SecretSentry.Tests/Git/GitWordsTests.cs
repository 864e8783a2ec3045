using SecretSentry.Git.Process;

namespace SecretSentry.Tests.Git;

/// <summary>What git complains about is said in our words, and nothing that it quotes is printed.</summary>
public class GitWordsTests
{
    [Theory]
    [InlineData("fatal: bad config value for 'quoted' in file .git/config at line 3", "its configuration is not valid")]
    [InlineData("fatal: bad object refs/heads/quoted", "a ref is damaged or names no object; to see which, run: git for-each-ref")]
    [InlineData("fatal: bad object refs/heads/quoted-block", "a ref is damaged or names no object; to see which, run: git for-each-ref")]
    [InlineData("error: could not lock config file .git/quoted: File exists", "something is locked; another git may be running")]
    [InlineData("fatal: Unable to create '/quoted/index.lock': File exists.", "something is locked; another git may be running")]
    [InlineData("error: cannot lock ref 'refs/quoted'", "something is locked; another git may be running")]
    [InlineData("fatal: detected dubious ownership in repository at '/quoted'", "the repository belongs to another user")]
    [InlineData("error: inflate: data stream error (quoted)", "an object is damaged")]
    public void A_known_complaint_is_said_without_what_it_quotes(string error, string words) =>
        GitWords.Describe(error).Should().Be($"git says: {words}").And.NotContain("quoted");

    [Fact]
    public void A_complaint_that_is_not_known_is_not_printed()
    {
        GitWords.Describe("quoted").Should().Be("what git says is not printed, because it may quote the repository");
        GitWords.Describe(" \n").Should().Be("git says nothing");
    }
}
