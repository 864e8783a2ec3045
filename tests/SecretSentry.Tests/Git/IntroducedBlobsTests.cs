using System.Runtime.Versioning;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;
using SecretSentry.Git.Repository;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Tests.Git;

[UnsupportedOSPlatform("windows")]
public class IntroducedBlobsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_blobs_of_random_commits_and_merges_are_those_that_git_lists(int seed)
    {
        using var repository = new TempRepository();
        MakeHistory(repository, new Random(seed));
        var range = CommitRange.Read(repository.Top, "HEAD", "");
        var (expected, error) = DiffTree.Run(repository.Top, range.Commits.Select(id => id.ToString()).ToArray());
        error.Should().BeNull();
        using var objects = RepositoryObjects.Open(repository.Top);
        var pushed = PushedContent.Read(objects, range);
        pushed.IsCut.Should().BeFalse();
        pushed.Absent.Should().BeEmpty();
        pushed.Blobs.Select(blob => Describe(blob.Commit.ToString()!, blob.Path, blob.Blob.ToString(),
                blob.Before.Select(id => id?.ToString())))
            .Should().BeEquivalentTo(expected.Where(blob => !blob.Before.Contains(blob.Blob))
                .Select(blob => Describe(blob.Commit, blob.Path, blob.Blob, blob.Before)));
        pushed.Blobs.Should().Contain(blob => blob.Before.Count > 1, "there are merges with changes of their own");
    }

    [Fact]
    public void A_tree_with_more_paths_than_can_be_listed_costs_its_distinct_objects()
    {
        using var repository = new TempRepository();
        var commit = CommitManyPaths(repository);
        using var objects = RepositoryObjects.Open(repository.Top);
        var pushed = PushedContent.Read(objects, CommitRange.Read(repository.Top, $"HEAD..{commit}", ""));
        pushed.IsCut.Should().BeTrue();
        pushed.Blobs.Should().HaveCountLessThan(40_000).And.Contain(blob => blob.Path.EndsWith("/f", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void A_history_with_more_paths_than_can_be_listed_has_one_place_for_each_blob(int threads)
    {
        using var repository = new TempRepository();
        repository.Git("update-ref", "refs/heads/many", CommitManyPaths(repository));
        var visitor = ReadHistory.Of(repository.Top);
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        var reader = new HistoryReader(store, [visitor], CancellationToken.None);
        reader.ReadCommits();
        reader.ReadTrees();
        var paths = new PathTable(reader.Trees);
        var origins = Attributor.FindOrigins(reader, paths, null, threads, CancellationToken.None);
        origins.IsCutInPaths.Should().BeTrue();
        origins.All.ToArray().Select(origin => (store.GetId(origin.Blob).ToString(), paths.GetText(origin.Path),
                store.GetId(reader.Commits.NumberOf(origin.Commit)).ToString()))
            .Should().Equal((repository.Id("HEAD:a.txt"), "a.txt", repository.Head));
    }

    /// <summary>Makes a commit with 8^12 paths, all of the file of the commit before it, and returns its id.</summary>
    private static string CommitManyPaths(TempRepository repository)
    {
        repository.Commit("a.txt", "first\n");
        var level = Make(repository, $"100644 blob {repository.Id("HEAD:a.txt")}\tf\n");
        for (var depth = 0; depth < 12; depth++)
        {
            level = Make(repository, string.Concat(Enumerable.Range(0, 8).Select(n => $"040000 tree {level}\td{n}\n")));
        }

        return repository.Git("commit-tree", "-m", "many", "-p", "HEAD", level);
    }

    private static string Make(TempRepository repository, string tree) => repository.Shell("git mktree", tree).Output.Trim();

    private static string Describe(string commit, string path, string blob, IEnumerable<string?> before) =>
        $"{commit} {path} {blob} {string.Join(',', before.Select(id => id ?? "-"))}";

    /// <summary>
    /// Commits on two branches that are merged again and again: files, links and folders that replace each other, and names that git orders
    /// in an unusual way.
    /// </summary>
    private static void MakeHistory(TempRepository repository, Random random)
    {
        repository.Commit("start", "start\n");
        repository.Git("branch", "other");
        for (var step = 0; step < 25; step++)
        {
            repository.Git("checkout", "-q", "-f", random.Next(2) == 0 ? "main" : "other");
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                Change(repository, random);
            }

            repository.Git("add", "-A");
            repository.Git("commit", "-q", "--allow-empty", "-m", $"step {step}");
            if (random.Next(4) == 0)
            {
                Merge(repository, random);
            }
        }

        repository.Git("checkout", "-q", "-f", "main");
        Merge(repository, random);
    }

    private static void Merge(TempRepository repository, Random random)
    {
        var other = repository.Git("branch", "--show-current") == "main" ? "other" : "main";
        repository.Git("merge", "-q", "--no-commit", "-s", "ours", other);
        Change(repository, random);
        repository.Git("add", "-A");
        repository.Git("commit", "-q", "--allow-empty", "-m", "merge");
    }

    private static void Change(TempRepository repository, Random random)
    {
        string[] names = ["a", "a-b", "a.b", "a/b", "a/b/c", "a/d", "ä", "z/1", "z/2/3", "z 4"];
        var name = names[random.Next(names.Length)];
        var path = Path.Combine(repository.Top, name);
        for (var folder = Path.GetDirectoryName(path)!; folder.Length > repository.Top.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (!Directory.Exists(folder))
            {
                DeleteFile(folder);
            }
        }

        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        DeleteFile(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (random.Next(5) == 0)
        {
            File.CreateSymbolicLink(path, $"target{random.Next(3)}");
        }
        else if (random.Next(5) > 0)
        {
            File.WriteAllText(path, $"content {random.Next(8)}\n");
            File.SetUnixFileMode(path, random.Next(3) == 0 ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                : UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static void DeleteFile(string path)
    {
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            File.Delete(path);
        }
    }
}
