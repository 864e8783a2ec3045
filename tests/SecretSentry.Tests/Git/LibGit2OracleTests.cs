using LibGit2Sharp;
using SecretSentry.Git.Index;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Tests.Git;

/// <summary>libgit2 shares no code with git or with this program. All of them must read the same objects.</summary>
public class LibGit2OracleTests
{
    [Fact]
    public void Objects_and_their_lengths_equal_those_of_LibGit2Sharp()
    {
        using var repository = Filled(1);
        var ours = new Dictionary<string, (string Kind, long Length)>(StringComparer.Ordinal);
        AllObjects.ReadAll(repository.Top, (kind, id, content) => ours.Add(id, (kind, content.Length)), CancellationToken.None);
        using var other = new Repository(repository.Top);
        var theirs = other.ObjectDatabase.ToDictionary(o => o.Sha, o => (KindOf(o), other.ObjectDatabase.RetrieveObjectMetadata(o.Id).Size),
            StringComparer.Ordinal);
        ours.Should().Equal(theirs).And.HaveCountGreaterThan(30);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Staged_changes_equal_those_of_LibGit2Sharp(int seed)
    {
        using var repository = Filled(seed);
        var random = new Random(seed);
        for (var i = 0; i < 12; i++)
        {
            switch (random.Next(3))
            {
                case 0:
                    repository.Write($"f{i}.txt", $"changed {seed} {i}\n");
                    break;
                case 1:
                    repository.Write($"new {i}/ö.txt", $"new {seed} {i}\n");
                    break;
                default:
                    File.Delete(repository.PathOf($"f{i}.txt"));
                    break;
            }
        }

        repository.Git("add", "-A");
        repository.Write("f1.txt", "only in the work tree\n");
        using var other = new Repository(repository.Top);
        var theirs = other.Diff.Compare<TreeChanges>(other.Head.Tip.Tree, DiffTargets.Index, null, null, new CompareOptions
        {
            Similarity = SimilarityOptions.None,
        })
            .Where(change => change.Status != ChangeKind.Deleted)
            .Select(change => (change.Path, change.Oid.Sha, change.OldExists ? change.OldOid.Sha : null));
        StagedChanges.Read(repository.Top).Select(change => (change.Path, change.NewId.ToString(), change.OldId?.ToString())).Should()
            .BeEquivalentTo(theirs).And.NotBeEmpty();
    }

    [Fact]
    public void A_blob_is_introduced_by_the_earliest_commit_in_which_LibGit2Sharp_finds_it()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        var wanted = repository.Commit("a.txt", "one\ntwo\n");
        repository.Commit("b.txt", "other\n");
        var blob = repository.Id("HEAD:a.txt");
        using var other = new Repository(repository.Top);
        var theirs = other.Commits.Last(commit => commit["a.txt"] is { } entry && entry.Target.Sha == blob);
        theirs.Sha.Should().Be(wanted);
        Attribution.Of(repository.Top, [.. other.Commits.Select(commit => commit.Sha)], new HashSet<string> { blob })[blob].Should()
            .Equal(new Introduction(theirs.Sha, "a.txt"));
    }

    private static string KindOf(GitObject o) => o switch { Blob => "blob", Tree => "tree", LibGit2Sharp.Commit => "commit", _ => "tag" };

    private static TempRepository Filled(int seed)
    {
        var repository = new TempRepository();
        for (var i = 0; i < 12; i++)
        {
            repository.Commit($"f{i}.txt", $"line {seed}\nline {i}\n");
        }

        repository.Git("tag", "-a", "v1", "-m", "a tag");
        repository.Git("repack", "-q", "-a", "-d");
        repository.Write("loose", "in no commit\n");
        repository.Git("hash-object", "-w", "loose");
        File.Delete(repository.PathOf("loose"));
        return repository;
    }
}
