using System.Text.RegularExpressions;

namespace SecretSentry.EndToEnd.Verdicts;

/// <summary>
/// Removes each object, pack and index in turn from a clean repository of about 50 objects. git's fsck says whether anything that is left
/// names the object.
/// </summary>
public partial class EveryObjectTests
{
    [Fact]
    public void Without_an_object_that_anything_names_the_scan_has_a_gap()
    {
        using var repository = CreateRepository();
        var dangling = GetDanglingRegex().Matches(repository.Git("fsck", "--full", "--dangling")).Select(match => match.Groups[1].Value)
            .ToHashSet();
        var objects = Path.Combine(repository.Folder, ".git", "objects");
        var ids = Directory.GetFiles(objects, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(objects, file))
            .Where(name => name.Length == 41).Select(name => name.Replace("/", "", StringComparison.Ordinal)).Order().ToArray();
        ids.Length.Should().BeInRange(45, 80);
        dangling.Should().HaveCountGreaterThan(1).And.BeSubsetOf(ids);
        repository.Secretsentry("scan", "--history", "--no-progress").ExitCode.Should().Be(0, "nothing was removed");
        foreach (var id in ids)
        {
            var (file, aside) = (Path.Combine(objects, id[..2], id[2..]), Path.Combine(repository.Folder, ".git", "aside"));
            File.Move(file, aside);
            var run = repository.Secretsentry("scan", "--history", "--no-progress");
            run.ExitCode.Should().Be(dangling.Contains(id) ? 0 : 3, "{0} was removed: {1}", id, run.All);
            if (dangling.Contains(id))
            {
                run.Output.Should().StartWith("No credentials found.");
            }

            File.Move(aside, file);
        }
    }

    [Fact]
    public void Without_a_pack_or_its_index_the_scan_has_a_gap()
    {
        using var repository = CreateRepository();
        repository.Git("repack", "-q", "-d");
        repository.Commit("more.txt", "more\n");
        repository.Git("repack", "-q", "-d");
        var folder = Path.Combine(repository.Folder, ".git", "objects", "pack");
        var files = Directory.GetFiles(folder);
        files.Count(file => file.EndsWith(".pack", StringComparison.Ordinal)).Should().Be(2);
        var whole = files.Where(file => file.EndsWith(".pack", StringComparison.Ordinal)).Select(pack =>
            new[] { pack, Path.ChangeExtension(pack, "idx") });
        foreach (var removed in files.Where(file => !file.EndsWith(".rev", StringComparison.Ordinal)).Select(file => new[] { file })
            .Concat(whole))
        {
            var aside = removed.Select(file => (From: file, To: Path.Combine(repository.Folder, ".git", Path.GetFileName(file)))).ToList();
            aside.ForEach(file => File.Move(file.From, file.To));
            Verdict.ScanTwice(repository, "--history").ShouldBeGap(string.Join(" and ", removed.Select(Path.GetFileName)));
            aside.ForEach(file => File.Move(file.To, file.From));
        }

        Verdict.ScanTwice(repository, "--history").ExitCode.Should().Be(0, "everything is back");
    }

    private static TempRepository CreateRepository()
    {
        var repository = NamesTests.CreateClean();
        for (var i = 0; i < 5; i++)
        {
            repository.Commit($"folder{i}/file.txt", $"content {i}\n");
        }

        repository.Git("checkout", "-q", "-b", "topic");
        repository.Commit("topic.txt", "topic\n");
        repository.Git("checkout", "-q", "main");
        repository.Git("tag", "-a", "-m", "release", "v1", "topic");
        repository.Git("merge", "-q", "--no-ff", "-m", "merge", "topic");
        repository.Commit("undone.txt", "only a reflog names this\n");
        repository.Git("reset", "-q", "--hard", "HEAD~1");
        repository.Write("staged/deep.txt", "only the index names this\n");
        repository.Git("add", "staged/deep.txt");
        foreach (var text in new[] { "dangling one\n", "dangling two\n" })
        {
            repository.Write(".git/text", text);
            repository.Git("hash-object", "-w", ".git/text");
            File.Delete(Path.Combine(repository.Folder, ".git", "text"));
        }

        repository.Git("commit-tree", "-m", "dangling commit", "HEAD^{tree}");
        return repository;
    }

    [GeneratedRegex("dangling [a-z]+ ([0-9a-f]{40})")]
    private static partial Regex GetDanglingRegex();
}
