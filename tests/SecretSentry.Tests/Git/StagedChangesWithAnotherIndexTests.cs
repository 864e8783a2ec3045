using SecretSentry.Git.Index;
using SecretSentry.Git.Process;

namespace SecretSentry.Tests.Git;

/// <summary>Sets GIT_INDEX_FILE as git sets it for hooks.</summary>
[Collection(ChangesTheEnvironment.Name)]
public class StagedChangesWithAnotherIndexTests
{
    [Theory]
    [InlineData("relative.index")]
    [InlineData("absolute")]
    public void The_index_named_by_the_environment_is_read(string name)
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Write("b.txt", "in the other index only\n");
        var index = name == "absolute" ? repository.PathOf("absolute.index") : name;
        repository.Shell($"GIT_INDEX_FILE={index} git add a.txt b.txt").Code.Should().Be(0);
        Environment.SetEnvironmentVariable("GIT_INDEX_FILE", index);
        try
        {
            StagedChanges.Read(repository.Top).Select(change => change.Path).Should().Equal("b.txt");
        }
        finally
        {
            Environment.SetEnvironmentVariable("GIT_INDEX_FILE", null);
        }

        StagedChanges.Read(repository.Top).Should().BeEmpty();
    }

    [Fact]
    public void The_hook_of_a_commit_of_one_path_reads_only_that_path()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Commit("b.txt", "one\n");
        repository.Write("a.txt", "two\n");
        repository.Write("b.txt", "two\n");
        repository.Write(".git/hooks/pre-commit", "#!/bin/sh\ncp \"$GIT_INDEX_FILE\" seen.index\n");
        repository.Shell("chmod +x .git/hooks/pre-commit && git add a.txt && git commit -q -m x b.txt").Code.Should().Be(0);
        repository.Git("update-ref", "HEAD", "HEAD~1");
        Environment.SetEnvironmentVariable("GIT_INDEX_FILE", repository.PathOf("seen.index"));
        try
        {
            StagedChanges.Read(repository.Top).Select(change => change.Path).Should().Equal("b.txt");
        }
        finally
        {
            Environment.SetEnvironmentVariable("GIT_INDEX_FILE", null);
        }
    }

    [Fact]
    public void A_repository_of_another_user_is_reported_with_safe_directory()
    {
        using var repository = new TempRepository();
        Environment.SetEnvironmentVariable("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
        try
        {
            var read = () => StagedChanges.ReadByGit(repository.Top);
            read.Should().Throw<GitException>().WithMessage("*safe.directory*");
        }
        finally
        {
            Environment.SetEnvironmentVariable("GIT_TEST_ASSUME_DIFFERENT_OWNER", null);
        }
    }
}
