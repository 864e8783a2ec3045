using System.Runtime.Versioning;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git.Objects;

[UnsupportedOSPlatform("windows")]
public class ObjectStoreTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_git_that_adds_or_deletes_a_pack_is_waited_for(bool isAdded)
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Git("repack", "-adq");
        var pack = Directory.GetFiles(repository.PathOf(".git/objects/pack"), "*.pack").Single();
        var (index, hidden) = (Path.ChangeExtension(pack, "idx"), repository.PathOf("hidden"));
        File.Move(index, hidden);
        var git = Task.Run(async () =>
        {
            await Task.Delay(200);
            (isAdded ? () => File.Move(hidden, index) : (Action)(() => File.Delete(pack)))();
        });
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        await git;
        store.Problems.Should().BeEmpty();
        store.Packs.Should().HaveCount(isAdded ? 1 : 0);
    }

    [Theory]
    [InlineData("idx", ".pack", "the pack has no index")]
    [InlineData("pack", ".idx", "the index has no pack")]
    public void A_pack_without_an_index_and_an_index_without_a_pack_are_reported(string deleted, string named, string reason)
    {
        using var repository = new TempRepository();
        var pack = Packed.Fill(repository);
        Read(repository).Problems.Should().BeEmpty();
        File.Delete(Path.ChangeExtension(pack, deleted));
        var problem = Read(repository).Problems.Should().ContainSingle().Subject;
        problem.Name.Should().EndWith(named);
        problem.Reason.Should().Contain(reason);
    }

    [Fact]
    public void A_pack_that_cannot_be_used_is_reported_and_the_others_are_read()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        var id = repository.Id("HEAD:a.txt");
        repository.Git("repack", "-q", "-a", "-d");
        var pack = Corrupt.SinglePack(repository);
        repository.Commit("b.txt", "two\n");
        repository.Git("repack", "-q", "-d");
        File.WriteAllBytes(pack, File.ReadAllBytes(pack)[..40]);
        var (problems, ids) = Read(repository);
        problems.Should().Contain(problem => problem.Name == pack && problem.Reason.Contains("truncated", StringComparison.Ordinal));
        ids.Should().Contain(repository.Id("HEAD:b.txt")).And.Contain(repository.Head)
            .And.Contain(id, "the index of the damaged pack lists its objects");
    }

    [Fact]
    public void Duplicates_are_recognized_in_packs_with_the_same_objects_and_only_there()
    {
        using var repository = new TempRepository();
        for (var i = 0; i < 3; i++)
        {
            repository.Commit($"f{i}.txt", $"{i}\n");
            repository.Git("repack", "-q", "-d");
        }

        Directory.GetFiles(repository.PathOf(".git/objects/pack"), "*.pack").Should().HaveCount(3);
        using (var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top)))
        {
            (store.Count, store.Distinct).Should().Be((9, 9));
            Enumerable.Range(0, 9).Should().NotContain(number => store.IsDuplicate(number));
        }

        repository.Shell("git cat-file --batch-all-objects --batch-check='%(objectname)' | git pack-objects -q .git/objects/pack/pack")
            .Code.Should().Be(0);
        using (var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top)))
        {
            (store.Count, store.Distinct).Should().Be((18, 9));
            Enumerable.Range(0, 18).Where(number => !store.IsDuplicate(number)).Select(number => store.GetId(number).ToString()).Should()
                .BeEquivalentTo(Packed.Listed(repository).Select(line => line.Split(' ')[0]));
            Enumerable.Range(0, 18).Should().OnlyContain(number => store.Find(store.GetId(number)) <= number);
        }
    }

    private static (IReadOnlyList<StoreProblem> Problems, string[] Ids) Read(TempRepository repository)
    {
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        return (store.Problems, [.. Enumerable.Range(0, store.Count).Select(number => store.GetId(number).ToString())]);
    }
}
