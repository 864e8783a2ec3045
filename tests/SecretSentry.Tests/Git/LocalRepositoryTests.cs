using SecretSentry.Git.Objects;
using SecretSentry.Git.Repository;

namespace SecretSentry.Tests.Git;

/// <summary>Which repositories are read without git. For every other one git is asked.</summary>
public class LocalRepositoryTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("[extensions]\n\tworktreeConfig = true\n", true)]
    [InlineData("[extensions]\n\tnoop = true\n\tpreciousObjects = false\n", true)]
    [InlineData("[extensions]\n\trefStorage = reftable\n", false)]
    [InlineData("[extensions]\n\trefstorage = reftable\n\tworktreeConfig = true\n", false)]
    [InlineData("[extensions]\n\tcompatObjectFormat = sha256\n", false)]
    [InlineData("[extensions]\n\tofTheFuture = true\n", false)]
    public void A_repository_with_an_unknown_extension_is_left_to_git(string extensions, bool isRead)
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        LocalRepository.Find(repository.Top).Should().NotBeNull();
        File.AppendAllText(repository.PathOf(".git/config"), extensions);
        var found = LocalRepository.Find(repository.Top);
        (found is not null).Should().Be(isRead);
        if (isRead)
        {
            found!.TryHead(out var head).Should().BeTrue();
            head.ToString().Should().Be(repository.Head);
        }
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void The_hash_algorithm_is_read_from_the_configuration(string name)
    {
        using var repository = new TempRepository("--object-format=" + name);
        repository.Commit("a.txt", "one\n");
        var found = LocalRepository.Find(repository.Top)!;
        found.Format.Should().Be(ObjectFormat.Find(name));
        found.TryHead(out var head).Should().BeTrue();
        head.ToString().Should().Be(repository.Head);
    }

    /// <summary>git looks for the name by bisection, so only git can say which of the lines it takes.</summary>
    [Fact]
    public void A_head_with_two_lines_in_packed_refs_is_left_to_git()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Commit("a.txt", "two\n");
        repository.Git("pack-refs", "--all");
        var file = repository.PathOf(".git/packed-refs");
        var text = File.ReadAllText(file);
        LocalRepository.Find(repository.Top)!.TryHead(out _).Should().BeTrue();
        var second = text.Split('\n')[1].Replace(repository.Head, repository.Id("HEAD~1"), StringComparison.Ordinal);
        File.WriteAllText(file, $"{text}{second}\n");
        LocalRepository.Find(repository.Top)!.TryHead(out _).Should().BeFalse();
    }
}
