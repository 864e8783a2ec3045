using System.Runtime.Versioning;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Tests.Git;

/// <summary>Compares how the program classifies a commit with the slow oracle, which asks git.</summary>
[UnsupportedOSPlatform("windows")]
public class ReachabilityTests
{
    [Fact]
    public void Commits_are_assigned_to_the_classes_of_reachability()
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
        new[] { head, other, repository.Id("stash"), older, amended, lost }.Select(id => Classify(repository.Top, id))
            .Should().Equal("head", "reachable", "stash", "stash", "reflog", "unreachable");
        FindRef(repository, other).Should().Be("refs/heads/other");
        FindRef(repository, repository.Id("stash")).Should().Be("refs/stash");
        FindRef(repository, lost).Should().BeEmpty();
    }

    [Fact]
    public void Without_any_commit_nothing_is_reachable()
    {
        using var repository = new TempRepository();
        Classify(repository.Top, new string('1', 40)).Should().Be("unreachable");
    }

    [Fact]
    public void Branches_are_used_while_HEAD_is_unborn_and_in_a_bare_repository()
    {
        using var repository = new TempRepository();
        var commit = repository.Commit("a.txt", "one\n");
        repository.Git("clone", "-q", "--bare", ".", "bare");
        Classify(repository.PathOf("bare"), commit).Should().Be("head");
        repository.Git("checkout", "-q", "--orphan", "unborn");
        Classify(repository.Top, commit).Should().Be("reachable");
    }

    [Fact]
    public void A_commit_is_reachable_through_a_tag_object_beside_a_tag_of_a_blob()
    {
        using var repository = new TempRepository();
        var commit = repository.Commit("a.txt", "one\n");
        repository.Git("tag", "-a", "v1", "-m", "x");
        repository.Git("tag", "blob", "HEAD:a.txt");
        repository.Git("checkout", "-q", "--orphan", "unborn");
        repository.Git("branch", "-D", "main");
        Classify(repository.Top, commit).Should().Be("reachable");
    }

    [Fact]
    public void A_missing_first_commit_does_not_make_its_descendants_unreachable()
    {
        using var repository = new TempRepository();
        var first = repository.Commit("a.txt", "one\n");
        repository.Commit("a.txt", "two\n");
        repository.Commit("a.txt", "three\n");
        File.Delete(Corrupt.PathOf(repository, first));
        Classify(repository.Top, repository.Head).Should().Be("head");
    }

    [Fact]
    public void A_commit_checked_out_in_another_worktree_is_reachable()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Git("worktree", "add", "-q", "--detach", "linked");
        repository.Git("-C", "linked", "commit", "-q", "--allow-empty", "-m", "detached");
        var detached = repository.Git("-C", "linked", "rev-parse", "HEAD");
        Classify(repository.Top, detached).Should().Be("reachable");
        Classify(repository.PathOf("linked"), detached).Should().Be("head");
        Directory.Delete(repository.PathOf(".git/worktrees/linked/logs"), recursive: true);
        Classify(repository.Top, detached).Should().Be("reachable");
        File.Delete(repository.PathOf(".git/worktrees/linked/HEAD"));
        Ask().Should().Be(ReachClass.Unreachable);

        ReachClass Ask() => Read(repository.Top, (map, commits, store) => map.ClassifyCommit(OrdinalOf(commits, store, detached)));
    }

    [Fact]
    public void A_commit_in_only_the_oldest_entry_of_a_reflog_is_in_the_class_reflog()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        var lost = repository.Commit("b.txt", "two\n");
        repository.Git("reset", "-q", "--hard", "HEAD~1");
        var log = repository.PathOf(".git/logs/HEAD");
        File.WriteAllText(log, File.ReadAllLines(log)[^1] + "\n");
        File.WriteAllText(repository.PathOf(".git/logs/refs/heads/main"), "");
        File.ReadAllText(log).Should().StartWith(lost);
        Classify(repository.Top, lost).Should().Be("reflog");
    }

    [Fact]
    public void A_commit_was_pushed_when_a_remote_branch_first_reached_it()
    {
        using var repository = new TempRepository();
        var (first, second) = (repository.Commit("a.txt", "1\n"), repository.Commit("a.txt", "2\n"));
        var third = repository.Commit("a.txt", "3\n");
        var none = new string('0', 40);
        repository.Git("update-ref", "refs/remotes/origin/main", second);
        repository.Write(".git/logs/refs/remotes/origin/main",
            $"{none} {first} A <a@example.invalid> 1700000300 +0100\tupdate by push\n"
            + $"{first} {second} A <a@example.invalid> 1700000900 +0000\tupdate by push\n");
        repository.Write(".git/logs/refs/remotes/origin/side", $"{none} {first} A <a@example.invalid> 1700000100 +0000\tupdate by push\n"
            + $"{first} {none} A <a@example.invalid> 1700000050 +0000\tdeleted\n");
        Read(repository.Top, (map, commits, store) => new[] { first, second, third }.Select(id =>
            (map.GetPushTime(OrdinalOf(commits, store, id)), map.FindRemote(OrdinalOf(commits, store, id)))).ToArray()).Should()
            .Equal((1700000100, "refs/remotes/origin/main"), (1700000900, "refs/remotes/origin/main"), (0, ""));
    }

    [Fact]
    public void A_tag_of_a_tag_is_reachable_only_if_a_ref_leads_to_it()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Git("tag", "-a", "inner", "-m", "x");
        repository.Git("tag", "-a", "outer", "-m", "x", "inner");
        var (inner, outer) = (repository.Id("inner"), repository.Id("outer"));
        repository.Git("tag", "-d", "inner");
        Labels().Should().Equal(ReachClass.Reachable, ReachClass.Reachable);
        repository.Git("tag", "-d", "outer");
        Labels().Should().Equal(ReachClass.Unreachable, ReachClass.Unreachable);

        ReachClass[] Labels() => Read(repository.Top, (map, _, store) => new[] { inner, outer }
            .Select(id => map.ClassifyTag(store.Find(ObjectId.ParseOrDefault(id)))).ToArray());
    }

    [Fact]
    public void Program_and_oracle_classify_a_history_of_branches_merges_and_resets_alike()
    {
        using var repository = new TempRepository();
        var random = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            var branch = $"b{random.Next(4)}";
            repository.Shell($"git checkout -q {branch} 2>/dev/null || git checkout -q -b {branch}");
            repository.Git("commit", "-q", "--allow-empty", "-m", $"{i}");
            repository.Shell(random.Next(5) switch
            {
                0 => $"git merge -q --no-edit b{random.Next(4)}",
                1 => "git reset -q --hard HEAD~1",
                2 => $"git update-ref refs/remotes/origin/b{random.Next(4)} HEAD",
                3 => $"git branch -q -D b{random.Next(4)}",
                _ => $"git tag t{i} && git reset -q --hard HEAD~1",
            });
        }

        repository.Shell("git reflog expire --expire=now b0 b1");
        var labels = repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").Split('\n')
            .Where(line => line.EndsWith(" commit", StringComparison.Ordinal)).Select(line => Classify(repository.Top, line[..40]));
        labels.Distinct().Should().HaveCountGreaterThan(2);
    }

    private static string FindRef(TempRepository repository, string id)
    {
        var found = Read(repository.Top, (map, commits, store) => map.FindRef(OrdinalOf(commits, store, id)));
        found.Should().Be(ReachabilityMap.Read(repository.Top).RefOf(id));
        return found;
    }

    /// <summary>Returns the program's class of a commit. It must be equal to the oracle's.</summary>
    private static string Classify(string top, string id)
    {
        var found = Read(top, (map, commits, store) => map.ClassifyCommit(OrdinalOf(commits, store, id)).ToString().ToLowerInvariant());
        found.Should().Be(ReachabilityMap.Read(top).OfCommit(id), id);
        return found;
    }

    private static int OrdinalOf(CommitGraph commits, ObjectStore store, string id) =>
        commits.FindOrdinal(store.Find(ObjectId.ParseOrDefault(id)));

    private static T Read<T>(string top, Func<Reachability, CommitGraph, ObjectStore, T> ask)
    {
        using var store = ObjectStore.Open(RepositoryLayout.Read(top));
        var reader = new HistoryReader(store, [new Unseen()], CancellationToken.None);
        reader.ReadCommits();
        return ask(Reachability.Read(store, reader.Commits, reader.TagTargets), reader.Commits, store);
    }
}
