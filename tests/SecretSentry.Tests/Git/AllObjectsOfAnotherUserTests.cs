using SecretSentry.Git.Process;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Tests.Git;

[Collection(ChangesTheEnvironment.Name)]
public class AllObjectsOfAnotherUserTests
{
    [Fact]
    public void A_repository_that_git_refuses_is_an_error()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        Environment.SetEnvironmentVariable("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
        try
        {
            var read = () => AllObjects.ReadAll(repository.Top, (_, _, _) => { }, CancellationToken.None);
            read.Should().Throw<GitException>();
        }
        finally
        {
            Environment.SetEnvironmentVariable("GIT_TEST_ASSUME_DIFFERENT_OWNER", null);
        }
    }
}
