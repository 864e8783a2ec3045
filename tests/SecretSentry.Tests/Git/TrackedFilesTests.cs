using SecretSentry.Git.Repository;

namespace SecretSentry.Tests.Git;

public class TrackedFilesTests
{
    [Fact]
    public void Tracked_and_new_files_are_listed_and_ignored_ones_and_submodules_are_not()
    {
        using var repository = new TempRepository();
        var commit = repository.Commit("a.txt", "one\n");
        repository.Write(".gitignore", "*.log\n");
        repository.Write("new file.txt", "two\n");
        repository.Write("x.log", "three\n");
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{commit},module");
        TrackedFiles.List(repository.Top)!.Paths.Should().BeEquivalentTo(".gitignore", "a.txt", "new file.txt");
    }

    [Fact]
    public void A_subfolder_lists_its_own_files_relative_to_itself()
    {
        using var repository = new TempRepository();
        repository.Write("top.txt", "one\n");
        repository.Write("sub/deep/a.txt", "two\n");
        TrackedFiles.List(repository.PathOf("sub"))!.Paths.Should().Equal("deep/a.txt");
    }

    [Fact]
    public void A_conflicting_file_is_listed_once()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "base\n");
        repository.Git("checkout", "-q", "-b", "other");
        repository.Commit("a.txt", "theirs\n");
        repository.Git("checkout", "-q", "main");
        repository.Commit("a.txt", "ours\n");
        repository.Shell("git merge -q other").Code.Should().Be(1);
        TrackedFiles.List(repository.Top)!.Paths.Should().Equal("a.txt");
    }

    [Theory]
    [InlineData("abcdef g\th.txt")]
    [InlineData("160000 g\th.txt")]
    [InlineData("with\nline end.txt")]
    public void The_name_of_a_new_file_is_not_mistaken_for_an_index_entry(string name)
    {
        using var repository = new TempRepository();
        repository.Write(name, "one\n");
        TrackedFiles.List(repository.Top)!.Paths.Should().Equal(name);
    }

    [Fact]
    public void A_name_that_is_not_UTF_8_does_not_affect_other_names()
    {
        using var repository = new TempRepository();
        repository.Write("caf\u00e9.txt", "one\n");
        repository.Shell("printf x >\"$(printf 'bad\\351.txt')\"").Code.Should().Be(0);
        TrackedFiles.List(repository.Top)!.Paths.Should().Contain("caf\u00e9.txt");
    }

    [Fact]
    public void Files_of_an_inner_repository_that_is_not_a_submodule_are_listed()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", "one\n");
        repository.Git("init", "-q", "inner");
        repository.Write("inner/b.txt", "two\n");
        TrackedFiles.List(repository.Top)!.Paths.Should().Contain("a.txt").And.Contain("inner/b.txt");
    }

    [Fact]
    public void Outside_a_repository_there_is_no_list()
    {
        var folder = Directory.CreateTempSubdirectory("secretsentry-none-");
        TrackedFiles.List(folder.FullName).Should().BeNull();
        folder.Delete();
    }
}
