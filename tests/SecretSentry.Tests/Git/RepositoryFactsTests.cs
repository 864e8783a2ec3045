using SecretSentry.Git.Process;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Tests.Git;

public class RepositoryFactsTests
{
    [Fact]
    public void The_repository_of_a_subfolder_is_found()
    {
        using var repository = new TempRepository();
        repository.Write("sub/a.txt", "one\n");
        RepositoryFacts.Read(repository.PathOf("sub")).Should()
            .Be(new RepositoryFacts(repository.Top, repository.PathOf(".git"), false, false, false));
    }

    [Fact]
    public void Bare_shallow_and_partial_clones_are_recognized()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Commit("a.txt", "two\n");
        repository.Git("config", "uploadpack.allowFilter", "true");
        repository.Git("clone", "-q", "--bare", ".", "bare");
        repository.Git("clone", "-q", "--depth=1", "file://" + repository.Top, "shallow");
        repository.Git("clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + repository.Top, "partial");
        RepositoryFacts.Read(repository.PathOf("bare")).Should()
            .Be(new RepositoryFacts(repository.PathOf("bare"), repository.PathOf("bare"), true, false, false));
        RepositoryFacts.Read(repository.PathOf("shallow")).IsShallow.Should().BeTrue();
        RepositoryFacts.Read(repository.PathOf("partial")).IsPartialClone.Should().BeTrue();
    }

    [Fact]
    public void A_folder_outside_a_repository_and_a_missing_folder_are_errors()
    {
        var folder = Directory.CreateTempSubdirectory("secretsentry-none-");
        var read = () => RepositoryFacts.Read(folder.FullName);
        read.Should().Throw<GitException>().Where(e => e.Kind == GitErrorKind.NotARepository);
        folder.Delete();
        read.Should().Throw<GitException>().WithMessage("*does not exist*");
    }
}
