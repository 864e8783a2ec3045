using System.Globalization;
using System.Runtime.Versioning;
using SecretSentry.Git.Process;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Tests.Git;

/// <summary>Reads every object, whole or damaged, with the slow oracle and with the reader that the program uses.</summary>
[UnsupportedOSPlatform("windows")]
public class AllObjectsTests
{
    [Fact]
    public void Every_object_is_visited_once_whether_reachable_or_not_and_packed_or_loose()
    {
        using var repository = Filled();
        repository.Git("tag", "-a", "v1", "-m", "a tag");
        repository.Git("repack", "-q", "-a", "-d");
        repository.Write("loose.txt", "in no commit\n");
        var loose = repository.Git("hash-object", "-w", "loose.txt");
        var (tally, visited) = Read(repository);
        visited.Should().BeEquivalentTo(Listed(repository)).And.OnlyHaveUniqueItems().And.Contain(loose);
        tally.Unreadable.Should().BeEmpty();
        tally.Visited.Should().Be(new ObjectCounts(21, 20, 20, 1));
        tally.BlobBytes.Should().Be((20 * 2001) + 13);
        MustAgree(repository, visited);
    }

    [Fact]
    public void An_object_that_is_both_loose_and_packed_is_visited_once()
    {
        using var repository = Filled();
        repository.Git("repack", "-q", "-a");
        var visited = Read(repository).Visited;
        visited.Should().BeEquivalentTo(Listed(repository)).And.OnlyHaveUniqueItems();
        MustAgree(repository, visited);
    }

    [Fact]
    public void An_empty_repository_has_no_objects()
    {
        using var repository = new TempRepository();
        Read(repository).Tally.Visited.Total.Should().Be(0);
        MustAgree(repository, []);
    }

    [Fact]
    public void A_bare_repository_is_read()
    {
        using var repository = Filled();
        repository.Git("clone", "-q", "--bare", ".", "bare");
        var visited = new List<string>();
        AllObjects.ReadAll(repository.PathOf("bare"), (_, id, _) => visited.Add(id), CancellationToken.None);
        visited.Should().HaveCount(60);
    }

    [Fact]
    public void A_corrupt_loose_object_is_reported_and_all_others_are_visited()
    {
        using var repository = Filled();
        var broken = new[] { repository.Id("HEAD:f3.txt"), repository.Id("HEAD:f9.txt") };
        Array.ForEach(broken, id => Corrupt.LooseObject(repository, id));
        CheckAllOthersVisited(repository, broken);
    }

    [Fact]
    public void An_empty_loose_object_is_reported_and_all_others_are_visited()
    {
        using var repository = Filled();
        var id = repository.Id("HEAD:f3.txt");
        File.SetUnixFileMode(Corrupt.PathOf(repository, id), (UnixFileMode)0b110_100_100);
        File.WriteAllBytes(Corrupt.PathOf(repository, id), []);
        CheckAllOthersVisited(repository, [id]);
    }

    [Fact]
    public void A_loose_object_with_the_content_of_another_object_is_visited_or_reported()
    {
        using var repository = Filled();
        var (id, other) = (repository.Id("HEAD:f3.txt"), repository.Id("HEAD:f4.txt"));
        File.SetUnixFileMode(Corrupt.PathOf(repository, id), (UnixFileMode)0b110_100_100);
        File.Copy(Corrupt.PathOf(repository, other), Corrupt.PathOf(repository, id), overwrite: true);
        var (tally, visited) = Read(repository);
        visited.Concat(tally.Unreadable.Select(u => u.Id)).Should().BeEquivalentTo(Listed(repository));
    }

    [Fact]
    public void Every_object_of_a_damaged_pack_is_visited_or_reported()
    {
        using var repository = Filled();
        repository.Git("repack", "-q", "-a", "-d");
        var pack = Corrupt.SinglePack(repository);
        var whole = File.ReadAllBytes(pack);
        var listed = Listed(repository);
        for (var round = 0; round < 12; round++)
        {
            var bytes = whole.ToArray();
            var at = 20 + ((whole.Length - 60) * round / 12);
            bytes.AsSpan(at, 6).Fill(0xA5);
            File.WriteAllBytes(pack, bytes);
            var (tally, visited) = Read(repository);
            visited.Concat(tally.Unreadable.Select(u => u.Id)).Should().BeEquivalentTo(listed, "byte {0} of the pack is wrong", at)
                .And.OnlyHaveUniqueItems();
            tally.Unreadable.Should().NotBeEmpty("byte {0} of the pack is wrong", at);
            var read = ReadHistory.Of(repository.Top);
            read.Unreadable.Should().NotBeEmpty("byte {0} of the pack is wrong", at);
            (read.Visited.Count + read.Trees + read.Unreadable.Count).Should().Be(listed.Length);
            read.Visited.Concat(read.Unreadable).Should().OnlyHaveUniqueItems().And.BeSubsetOf(listed);
        }
    }

    [Fact]
    public void A_truncated_pack_is_not_silently_ignored()
    {
        using var repository = Filled();
        repository.Git("repack", "-q", "-a", "-d");
        var pack = Corrupt.SinglePack(repository);
        File.WriteAllBytes(pack, File.ReadAllBytes(pack)[..200]);
        IsSilent(repository).Should().BeFalse();
    }

    [Fact]
    public void A_pack_with_a_damaged_index_is_not_silently_ignored()
    {
        using var repository = Filled();
        repository.Git("repack", "-q", "-a", "-d");
        var index = Path.ChangeExtension(Corrupt.SinglePack(repository), "idx");
        File.WriteAllBytes(index, File.ReadAllBytes(index)[..500]);
        IsSilent(repository).Should().BeFalse();
    }

    [Fact]
    public void A_pack_without_an_index_is_not_silently_ignored()
    {
        using var repository = Filled();
        repository.Git("repack", "-q", "-a", "-d");
        File.Delete(Path.ChangeExtension(Corrupt.SinglePack(repository), "idx"));
        IsSilent(repository).Should().BeFalse();
    }

    [Fact]
    public void Reading_outside_a_repository_is_an_error()
    {
        var folder = Directory.CreateTempSubdirectory("secretsentry-none-");
        var read = () => AllObjects.ReadAll(folder.FullName, (_, _, _) => { }, CancellationToken.None);
        read.Should().Throw<GitException>().Where(e => e.Kind == GitErrorKind.NotARepository);
        folder.Delete();
    }

    [Fact]
    public void An_exception_of_the_visitor_is_passed_on_and_git_is_stopped()
    {
        using var repository = Filled();
        var read = () => AllObjects.ReadAll(repository.Top, (_, _, _) => throw new OperationCanceledException(), CancellationToken.None);
        read.Should().Throw<OperationCanceledException>();
    }

    private static TempRepository Filled()
    {
        var repository = new TempRepository();
        for (var i = 0; i < 20; i++)
        {
            var bytes = new byte[1500];
            new Random(i).NextBytes(bytes);
            repository.Commit(string.Create(CultureInfo.InvariantCulture, $"f{i}.txt"), Convert.ToBase64String(bytes) + "\n");
        }

        return repository;
    }

    private static (ObjectTally Tally, List<string> Visited) Read(TempRepository repository)
    {
        var visited = new List<string>();
        var tally = AllObjects.ReadAll(repository.Top, (_, id, _) => visited.Add(id), CancellationToken.None);
        return (tally, visited);
    }

    private static string[] Listed(TempRepository repository) =>
        repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").Split('\n');

    private static void CheckAllOthersVisited(TempRepository repository, string[] broken)
    {
        var (tally, visited) = Read(repository);
        tally.Unreadable.Select(u => u.Id).Should().BeEquivalentTo(broken);
        tally.Unreadable.Should().OnlyContain(u => u.Reason.Length > 0);
        visited.Should().BeEquivalentTo(Listed(repository).Except(broken)).And.OnlyHaveUniqueItems();
        MustAgree(repository, visited, broken);
        tally.Visited.Total.Should().Be(visited.Count);
    }

    /// <summary>Checks that the program's reader visits these objects, reports those as unreadable, and reports nothing else.</summary>
    private static void MustAgree(TempRepository repository, IEnumerable<string> visited, params string[] unreadable)
    {
        var (read, trees) = (ReadHistory.Of(repository.Top), new HashSet<string>());
        AllObjects.ReadAll(repository.Top, (kind, id, _) => trees.UnionWith(kind == "tree" ? [id] : []), CancellationToken.None);
        read.Visited.Should().BeEquivalentTo(visited.Except(trees));
        read.Trees.Should().Be(trees.Count);
        read.Unreadable.Should().BeEquivalentTo(unreadable);
        read.Problems.Should().BeEmpty();
    }

    /// <summary>Whether reading throws no exception and reports no unreadable object, although objects are missing.</summary>
    private static bool IsSilent(TempRepository repository)
    {
        ReadHistory.Of(repository.Top).Problems.Should().NotBeEmpty("the program reports the pack, too");
        try
        {
            return Read(repository) is { Tally.Unreadable.Count: 0, Visited.Count: < 60 };
        }
        catch (GitException)
        {
            return false;
        }
    }
}
