using System.Text;
using System.Text.Json;

namespace SecretSentry.EndToEnd;

public class HistoryTests
{
    [Fact]
    public void Secrets_that_patch_readers_miss_are_found_with_commit_path_and_line()
    {
        using var repository = new TempRepository();
        repository.Write("base.txt", "base\n");
        repository.Write(".gitattributes", "hidden.txt -diff\n");
        repository.Git("add", ".");
        repository.Commit("base");

        repository.Git("checkout", "-q", "-b", "side");
        repository.Write("side.txt", "side\n");
        repository.Git("add", ".");
        repository.Commit("side");
        repository.Git("checkout", "-q", "main");
        repository.Git("merge", "-q", "--no-ff", "--no-commit", "side");
        repository.Write("merge.txt", $"\nkey {Generate.AwsKeyId(1)}\n");
        repository.Git("add", ".");
        repository.Commit("merge brings it");
        var merge = repository.Git("rev-parse", "HEAD").Trim();

        repository.Write("base.txt", $"stashed {Generate.AwsKeyId(2)}\n");
        repository.Git("stash", "-q");
        var stash = repository.Git("rev-parse", "stash").Trim();

        repository.Write("amended.txt", $"amended {Generate.AwsKeyId(3)}\n");
        repository.Git("add", ".");
        repository.Commit("amended away");
        var amended = repository.Git("rev-parse", "HEAD").Trim();
        repository.Write("amended.txt", "gone\n");
        repository.Git("add", ".");
        repository.Git("commit", "-q", "--amend", "-m", "clean now");

        repository.Git("tag", "-a", "v1", "-m", $"tag {Generate.AwsKeyId(4)}");
        repository.Write("hidden.txt", $"hidden {Generate.AwsKeyId(5)}\n");
        repository.Write("wide.txt", new UnicodeEncoding(false, true).GetPreamble()
            .Concat(Encoding.Unicode.GetBytes($"\n\nwide {Generate.AwsKeyId(6)}\n")).ToArray());
        repository.Git("add", ".");
        repository.Commit($"message {Generate.AwsKeyId(7)}");
        var last = repository.Git("rev-parse", "HEAD").Trim();

        var run = repository.Secretsentry("scan", "--history", "--format", "jsonl");
        run.ExitCode.Should().Be(1);
        Places(run.Output).Should().BeEquivalentTo(
            $"merge.txt:2 {merge} head",
            $"base.txt:1 {stash} stash",
            $"amended.txt:1 {amended} reflog",
            $"(tag message):6 {repository.Git("rev-parse", "v1").Trim()} reachable",
            $"hidden.txt:1 {last} head",
            $"wide.txt:3 {last} head",
            $"(commit message):6 {last} head",
            ".git/COMMIT_EDITMSG:1",
            ".git/logs/HEAD:9",
            ".git/logs/refs/heads/main:5");
        foreach (var seed in Enumerable.Range(1, 7))
        {
            run.All.Should().NotContain(Generate.AwsKeyId(seed));
        }
    }

    [Fact]
    public void The_object_counts_equal_the_counts_of_git()
    {
        using var repository = new TempRepository();
        for (var i = 0; i < 20; i++)
        {
            repository.Write($"d{i % 3}/f{i}.txt", $"content {i}\n");
            repository.Git("add", ".");
            repository.Commit($"commit {i}");
        }

        repository.Git("gc", "-q");
        repository.Write("loose.txt", "loose\n");
        repository.Git("add", ".");
        using var json = JsonDocument.Parse(repository.Secretsentry("scan", "--history", "--format", "json").Output);
        var objects = json.RootElement.GetProperty("coverage").GetProperty("objects");
        var listed = repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objecttype)").Split('\n');
        objects.GetProperty("blobs").GetInt64().Should().Be(listed.Count(kind => kind == "blob"));
        objects.GetProperty("commits").GetInt64().Should().Be(listed.Count(kind => kind == "commit"));
        objects.GetProperty("trees").GetInt64().Should().Be(listed.Count(kind => kind == "tree"));
    }

    [Fact]
    public void A_corrupt_object_is_named_and_makes_the_scan_incomplete()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", "content one\n");
        repository.Write("b.txt", "content two\n");
        repository.Git("add", ".");
        repository.Commit("base");
        var id = repository.Git("rev-parse", "HEAD:a.txt").Trim();
        var file = Path.Combine(repository.Folder, ".git", "objects", id[..2], id[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllBytes(file, [0x78, 0x01, 0xFF, 0xFF, 0x00, 0x11]);
        var run = repository.Secretsentry("scan", "--history", "--format", "json");
        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain(id);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("coverage").GetProperty("complete").GetBoolean().Should().BeFalse();
        json.RootElement.GetProperty("coverage").GetProperty("unreadable").EnumerateObject().Should().ContainSingle().Which.Name.Should()
            .Be($"object {id}");
    }

    [Fact]
    public void A_shallow_clone_makes_the_scan_incomplete()
    {
        using var repository = new TempRepository();
        repository.Commit("one");
        repository.Commit("two");
        var clone = repository.Folder + "-clone";
        repository.Git("clone", "-q", "--depth", "1", $"file://{repository.Folder}", clone);
        try
        {
            var run = repository.Secretsentry("scan", "--history", "-C", clone);
            run.ExitCode.Should().Be(3);
            run.Error.Should().Contain("shallow");
        }
        finally
        {
            Directory.Delete(clone, recursive: true);
        }
    }

    private static IEnumerable<string> Places(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        var finding = json.RootElement;
        var place = $"{finding.GetProperty("file")}:{finding.GetProperty("line")}";
        return finding.TryGetProperty("commit", out var commit) ? $"{place} {commit} {finding.GetProperty("reachability")}" : place;
    });
}
