using SecretSentry.Git.Push;

namespace SecretSentry.Tests.Git;

public class RemoteAddressTests
{
    [Theory]
    [InlineData("https://example.org/o/r.git", "git@example.org:o/r.git", true)]
    [InlineData("https://example.org/o/r", "ssh://git@example.org/o/r.git", true)]
    [InlineData("https://example.org/o/r", "ssh://git@example.org:2222/o/r.git", true)]
    [InlineData("https://user:x@Example.ORG/o/r/", "http://example.org/o/r.git", true)]
    [InlineData("https://example.org:443/o/r", "https://example.org/o/r", true)]
    [InlineData("https://github.com/O/R", "git@github.com:o/r.git", true)]
    [InlineData("ssh://git@ssh.github.com:443/o/r.git", "git@github.com:o/r", true)]
    [InlineData("git://example.org/o/r", "example.org:o/r", true)]
    [InlineData("https://example.org/o%2Dx/r", "https://example.org/o-x/r", true)]
    [InlineData("/srv/r.git", "file:///srv/r.git/", true)]
    [InlineData("../r.git", "/base/r.git", true)]
    [InlineData("ext::ssh host", "ext::ssh host", true)]
    [InlineData("ssh://git@[::1]/o/r", "ssh://git@[::1]:22/o/r", true)]
    [InlineData("https://example.org/o/r", "https://example.com/o/r", false)]
    [InlineData("https://example.org/o/r", "https://example.org/o/other", false)]
    [InlineData("https://example.org/O/r", "https://example.org/o/r", false)]
    [InlineData("https://localhost:8001/o/r", "https://localhost:8002/o/r", false)]
    [InlineData("http://localhost:8001/o/r", "https://localhost/o/r", false)]
    [InlineData("ssh://git@[::1]/o/r", "ssh://git@[::2]/o/r", false)]
    [InlineData("ann@example.org:r", "bob@example.org:r", false)]
    [InlineData("/srv/r", "/srv/r.git", false)]
    [InlineData("/srv/\0r", "/srv/r", false)]
    [InlineData("file:///srv/\0", "/srv/", false)]
    [InlineData("example.org:o/r", "/example.org/o/r", false)]
    [InlineData("ext::ssh host", "ssh://host", false)]
    [InlineData("https://example.org", "https://example.org/", false)]
    [InlineData("https://example.org.evil.example/o/r", "https://example.org/o/r", false)]
    [InlineData("https://example.org@evil.example/o/r", "https://example.org/o/r", false)]
    [InlineData("", "https://example.org/o/r", false)]
    public void Two_addresses_are_the_same_when_they_name_the_same_repository(string one, string other, bool areSame)
    {
        RemoteAddress.AreSame(one, other, "/base/work").Should().Be(areSame);
        RemoteAddress.AreSame(other, one, "/base/work").Should().Be(areSame);
    }
}
