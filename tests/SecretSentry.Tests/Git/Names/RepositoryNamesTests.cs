using System.Runtime.Versioning;
using SecretSentry.Git.Names;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git.Names;

/// <summary>The names that are read from files agree with those that git lists.</summary>
[UnsupportedOSPlatform("windows")]
public class RepositoryNamesTests
{
    [Fact]
    public void Refs_are_those_of_git_whether_packed_or_not()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        foreach (var name in new[] { "refs/heads/a", "refs/heads/a-b/c", "refs/tags/v1", "refs/remotes/origin/main", "refs/pull/1/head" })
        {
            repository.Git("update-ref", name, "HEAD");
        }

        repository.Git("tag", "-a", "-m", "annotated", "v2");
        repository.Git("pack-refs", "--all");
        repository.Commit("a.txt", "two\n");
        repository.Git("update-ref", "refs/heads/a", "HEAD");
        repository.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        var names = Read(repository);
        names.Names.Where(name => name.Kind == NameKind.Ref).Select(name => $"{name.Target} {name.Name}").Should()
            .BeEquivalentTo(repository.Git("for-each-ref", "--format=%(objectname) %(refname)").Split('\n',
                StringSplitOptions.RemoveEmptyEntries));
        names.Head.ToString().Should().Be(repository.Head);
        names.Broken.Should().BeEmpty();
    }

    [Fact]
    public void Heads_reflogs_and_indexes_of_all_worktrees_are_read()
    {
        using var repository = new TempRepository();
        var first = repository.Commit("a.txt", "one\n");
        repository.Git("worktree", "add", "-q", "--detach", "tree");
        var second = repository.Commit("b.txt", "two\n");
        var names = Read(repository);
        names.Names.Where(name => name.Kind == NameKind.Head).Select(name => $"{name.Name} {name.Target}").Should()
            .BeEquivalentTo($"HEAD {second}", $"worktrees/tree/HEAD {first}");
        names.All.Where(name => name.Kind == NameKind.Reflog).Select(name => name.Target.ToString()).Distinct().Should()
            .BeEquivalentTo(first, second);
        names.Names.Where(name => name.Kind == NameKind.Index && name.Name == "a.txt").Should().HaveCount(2);
        Read(repository, "tree").Head.ToString().Should().Be(first);
    }

    [Theory]
    [InlineData("refs/heads/x", "")]
    [InlineData("refs/heads/x", "\n")]
    [InlineData("refs/heads/x", "0000000000000000000000000000000000000000\n")]
    [InlineData("refs/heads/x", "12345678901234567890123456789012345678901234567890123456789012345\n")]
    [InlineData("refs/heads/x", "\u0001\u0002")]
    [InlineData("packed-refs", "# pack-refs with: peeled\nx\n")]
    [InlineData("packed-refs", "1234567890123456789012345678901234567890\n")]
    [InlineData("logs/HEAD", "one line\n")]
    [InlineData("index", "DIRC and garbage")]
    public void A_record_that_cannot_be_read_is_broken_and_not_quoted(string file, string text)
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Write(".git/" + file, text);
        var broken = Read(repository).Broken;
        broken.Should().ContainSingle();
        broken[0].Reason.Should().NotBeEmpty().And.NotContain("1234567");
    }

    [Fact]
    public void A_long_record_is_read_in_part_only()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Write(".git/refs/heads/long", "ref: refs/heads/" + new string('x', 3 * BoundedText.MaxLength));
        repository.Write(".git/packed-refs", new string('y', 20 * BoundedText.MaxLength) + $"\n{repository.Head} refs/heads/packed\n");
        var names = Read(repository);
        names.Broken.Select(name => name.Name).Should().BeEquivalentTo("refs/heads/long", "packed-refs");
        names.Names.Should().Contain(name => name.Name == "refs/heads/packed");
    }

    private static RepositoryNames Read(TempRepository repository, string folder = ".") =>
        RepositoryNames.Read(RepositoryLayout.Read(repository.PathOf(folder)));
}
