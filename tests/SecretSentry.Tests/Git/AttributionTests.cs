using System.Runtime.Versioning;
using SecretSentry.Git.Process;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Tests.Git;

/// <summary>Finds the commits that introduced a blob, with the slow oracle and with the reader that the program uses.</summary>
[UnsupportedOSPlatform("windows")]
public class AttributionTests
{
    [Fact]
    public void The_root_commit_and_a_later_commit_each_introduce_their_blob()
    {
        using var repository = new TempRepository();
        var first = repository.Commit("a.txt", "one\n");
        var second = repository.Commit("dir/b c.txt", "two\n");
        Of(repository, "HEAD~1:a.txt").Should().Equal(new Introduction(first, "a.txt"));
        Of(repository, "HEAD:dir/b c.txt").Should().Equal(new Introduction(second, "dir/b c.txt"));
    }

    [Fact]
    public void Content_that_is_removed_and_added_again_has_two_introductions_in_commit_order()
    {
        using var repository = new TempRepository();
        var first = repository.Commit("a.txt", "one\n");
        repository.Commit("a.txt", "two\n");
        var third = repository.Commit("a.txt", "one\n");
        Of(repository, "HEAD:a.txt").Should().Equal(new Introduction(first, "a.txt"), new Introduction(third, "a.txt"));
    }

    [Fact]
    public void A_merge_introduces_only_what_no_parent_has()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "base\n");
        repository.Git("checkout", "-q", "-b", "other");
        var theirs = repository.Commit("b.txt", "theirs\n");
        repository.Git("checkout", "-q", "main");
        repository.Commit("c.txt", "ours\n");
        repository.Git("merge", "-q", "--no-commit", "other");
        repository.Write("evil.txt", "in the merge only\n");
        repository.Git("add", "evil.txt");
        repository.Git("commit", "-q", "-m", "merge");
        Of(repository, "HEAD:evil.txt").Should().Equal(new Introduction(repository.Head, "evil.txt"));
        Of(repository, "HEAD:b.txt").Should().Equal(new Introduction(theirs, "b.txt"));
    }

    [Fact]
    public void An_octopus_merge_introduces_its_own_content()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "base\n");
        foreach (var name in new[] { "x", "y", "z" })
        {
            repository.Git("checkout", "-q", "-b", name, "main");
            repository.Commit(name + ".txt", name);
        }

        repository.Git("checkout", "-q", "main");
        repository.Git("merge", "-q", "--no-commit", "x", "y", "z");
        repository.Write("evil.txt", "in the octopus only\n");
        repository.Git("add", "evil.txt");
        repository.Git("commit", "-q", "-m", "octopus");
        Of(repository, "HEAD:evil.txt").Should().Equal(new Introduction(repository.Head, "evil.txt"));
    }

    [Fact]
    public void Stashes_untracked_stashed_files_and_amended_commits_introduce_blobs()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "base\n");
        var amended = repository.Commit("b.txt", "before\n");
        var before = repository.Id("HEAD:b.txt");
        repository.Write("b.txt", "after\n");
        repository.Git("commit", "-q", "-a", "--amend", "-m", "amended");
        repository.Write("a.txt", "stashed\n");
        repository.Write("u.txt", "untracked\n");
        repository.Git("stash", "-q", "-u");
        Of(repository, before).Should().Equal(new Introduction(amended, "b.txt"));
        Of(repository, "stash:a.txt").Should().Contain(new Introduction(repository.Id("stash"), "a.txt"));
        Of(repository, "stash^3:u.txt").Should().Equal(new Introduction(repository.Id("stash^3"), "u.txt"));
    }

    [Fact]
    public void A_blob_in_no_commit_has_no_introduction()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "base\n");
        repository.Write("b.txt", "staged only\n");
        repository.Git("add", "b.txt");
        var id = repository.Id(":b.txt");
        Attribution.Of(repository.Top, [repository.Head], new HashSet<string> { id }).Should().BeEmpty();
        ReadHistory.Of(repository.Top).Introductions[id].Should().BeEmpty();
    }

    [Fact]
    public void File_names_are_returned_unchanged()
    {
        using var repository = new TempRepository();
        repository.Commit("a\nb:\"c\".txt", "base\n");
        Of(repository, "HEAD:a\nb:\"c\".txt").Single().Path.Should().Be("a\nb:\"c\".txt");
    }

    [Fact]
    public void Attribution_of_many_commits_does_not_block()
    {
        using var repository = new TempRepository();
        var head = repository.Commit("a.txt", "base\n");
        var id = repository.Id("HEAD:a.txt");
        Attribution.Of(repository.Top, [.. Enumerable.Repeat(head, 20_000)], new HashSet<string> { id })[id].Should().HaveCount(20_000);
    }

    [Fact]
    public void A_commit_with_a_damaged_tree_does_not_affect_other_commits()
    {
        using var repository = new TempRepository();
        var first = repository.Commit("a.txt", "one\n");
        var broken = repository.Commit("b.txt", "two\n");
        var tree = repository.Id("HEAD^{tree}");
        repository.Git("checkout", "-q", "--orphan", "aside");
        var last = repository.Commit("c.txt", "three\n");
        File.Delete(Corrupt.PathOf(repository, tree));
        var wanted = new HashSet<string> { repository.Id("main~1:a.txt"), repository.Id("HEAD:c.txt") };
        var found = Attribution.Of(repository.Top, [broken, first, last], wanted);
        found.Keys.Should().BeEquivalentTo(wanted);
    }

    [Fact]
    public void A_failure_of_git_while_it_reads_commits_is_reported_as_a_git_error()
    {
        using var repository = new TempRepository();
        var head = repository.Commit("a.txt", "one\n");
        File.Delete(Corrupt.PathOf(repository, repository.Id("HEAD^{tree}")));
        try
        {
            Attribution.Of(repository.Top, [.. Enumerable.Repeat(head, 200_000)], new HashSet<string> { new('1', 40) });
        }
        catch (GitException e)
        {
            e.Message.Should().Contain(repository.Top);
        }
    }

    private static List<Introduction> Of(TempRepository repository, string revision)
    {
        var id = repository.Id(revision);
        var commits = repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").Split('\n')
            .Where(line => line.EndsWith(" commit", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).ToHashSet();
        var ordered = repository.Git("rev-list", "--all", "--reflog", "--reverse", "--topo-order").Split('\n');
        var found = Attribution.Of(repository.Top, [.. ordered.Concat(commits.Except(ordered))], new HashSet<string> { id })[id];
        ReadHistory.Of(repository.Top).Introductions[id].Should().BeEquivalentTo(found);
        return found;
    }
}
