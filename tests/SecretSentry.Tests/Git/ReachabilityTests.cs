using System.Runtime.Versioning;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Tests.Git;

[UnsupportedOSPlatform("windows")]
public class ReachabilityTests
{
    [Fact]
    public void Each_place_has_its_name()
    {
        using var repository = new TempRepository();
        var head = repository.Commit("a.txt", "one\n");
        repository.Git("checkout", "-q", "-b", "other");
        var other = repository.Commit("b.txt", "two\n");
        repository.Git("checkout", "-q", "main");
        var amended = repository.Commit("c.txt", "three\n");
        repository.Git("reset", "-q", "--hard", "HEAD~1");
        repository.Write("a.txt", "older stash\n");
        repository.Git("stash", "-q");
        var older = repository.Id("stash");
        repository.Write("a.txt", "newer stash\n");
        repository.Git("stash", "-q");
        var lost = repository.Git("commit-tree", "-m", "lost", head + "^{tree}");
        var map = ReachabilityMap.Read(repository.Top);
        new[] { head, other, repository.Id("stash"), older, amended, lost }.Select(map.OfCommit)
            .Should().Equal("head", "reachable", "stash", "stash", "reflog", "unreachable");
        map.RefOf(other).Should().Be("refs/heads/other");
        map.RefOf(repository.Id("stash")).Should().Be("refs/stash");
        map.RefOf(lost).Should().BeEmpty();
    }

    [Fact]
    public void Without_any_commit_nothing_is_reachable()
    {
        using var repository = new TempRepository();
        ReachabilityMap.Read(repository.Top).OfCommit(new string('1', 40)).Should().Be("unreachable");
    }

    [Fact]
    public void A_branch_counts_while_head_is_unborn_and_in_a_bare_repository()
    {
        using var repository = new TempRepository();
        var commit = repository.Commit("a.txt", "one\n");
        repository.Git("clone", "-q", "--bare", ".", "bare");
        ReachabilityMap.Read(repository.PathOf("bare")).OfCommit(commit).Should().Be("head");
        repository.Git("checkout", "-q", "--orphan", "unborn");
        ReachabilityMap.Read(repository.Top).OfCommit(commit).Should().Be("reachable");
    }

    [Fact]
    public void A_tag_object_and_a_tag_of_a_blob_do_not_disturb()
    {
        using var repository = new TempRepository();
        var commit = repository.Commit("a.txt", "one\n");
        repository.Git("tag", "-a", "v1", "-m", "x");
        repository.Git("tag", "blob", "HEAD:a.txt");
        repository.Git("checkout", "-q", "--orphan", "unborn");
        repository.Git("branch", "-D", "main");
        ReachabilityMap.Read(repository.Top).OfCommit(commit).Should().Be("reachable");
    }

    [Fact]
    public void An_ancestor_that_is_gone_does_not_make_all_commits_before_it_unreachable()
    {
        using var repository = new TempRepository();
        var first = repository.Commit("a.txt", "one\n");
        repository.Commit("a.txt", "two\n");
        repository.Commit("a.txt", "three\n");
        File.Delete(Corrupt.PathOf(repository, first));
        ReachabilityMap.Read(repository.Top).OfCommit(repository.Head).Should().Be("head");
    }
}
