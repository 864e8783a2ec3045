using System.Text.Json;

namespace SecretSentry.EndToEnd;

/// <summary>Runs after one another and over several repositories.</summary>
public class HistoryRunsTests
{
    [Fact]
    public void A_second_run_passes_over_what_is_clean_and_reports_the_same()
    {
        using var repository = Filled(1);
        var first = Json(repository.Secretsentry("scan", "--history", "--format", "json"));
        var second = Json(repository.Secretsentry("scan", "--history", "--format", "json"));
        second.Findings.Should().Be(first.Findings);
        first.Skipped.Should().Be(0);
        second.Skipped.Should().Be(5);
        second.Enumerated.Should().Be(first.Enumerated);
        Json(repository.Secretsentry("scan", "--history", "--format", "json", "--no-cache")).Skipped.Should().Be(0);
        Json(repository.Secretsentry("scan", "--history", "--format", "json", "--min-confidence", "low")).Skipped.Should().Be(0, "other options have a cache of their own");
        repository.Write("rules.toml", "[[rules]]\nid = 'acme'\nregex = '''content ([0-9])'''\n");
        Json(repository.Secretsentry("scan", "--history", "--format", "json", "--config", "rules.toml")).Skipped.Should().Be(0, "other rules have a cache of their own");
    }

    [Fact]
    public void What_came_later_is_scanned_and_a_damaged_cache_is_none()
    {
        using var repository = Filled(1);
        repository.Secretsentry("scan", "--history");
        repository.Write("new.txt", $"key {Generate.AwsKeyId(9)}\n");
        repository.Git("add", ".");
        repository.Commit("new");
        repository.Secretsentry("scan", "--history", "--format", "jsonl").Output.Should().Contain("new.txt");
        var file = Directory.GetFiles(Path.Combine(repository.Folder, ".git", "secretsentry", "cache")).Single();
        foreach (var bytes in new[] { [], File.ReadAllBytes(file)[..^1], [.. File.ReadAllBytes(file)[..30], 1, .. File.ReadAllBytes(file)[31..]] })
        {
            File.WriteAllBytes(file, bytes);
            Json(repository.Secretsentry("scan", "--history", "--format", "json")).Skipped.Should().Be(0);
        }

        File.ReadAllText(file).Should().NotContain(Generate.AwsKeyId(1));
    }

    [Fact]
    public void Many_repositories_give_one_report_and_one_that_fails_is_told()
    {
        using var repository = Filled(1);
        repository.Git("init", "-q", "-b", "main", "inner/two");
        repository.Git("clone", "-q", "--bare", ".", "bare/fork.git");
        File.WriteAllText(Path.Combine(repository.Folder, "list"), "# two of them\n.\nnowhere\n");
        var listed = repository.Secretsentry("scan", "--repos-from", "list", "--format", "json");
        listed.ExitCode.Should().Be(1);
        listed.Error.Should().Contain("nowhere");
        var run = repository.Secretsentry("scan", "--history", "--format", "json", "--no-cache", ".", "inner", "bare");
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("details").GetProperty("repository").GetString()).Should().Equal(".", "bare/fork.git");
        var coverage = json.RootElement.GetProperty("coverage");
        coverage.GetProperty("complete").GetBoolean().Should().BeTrue();
        coverage.GetProperty("skipped").EnumerateObject().Should().ContainSingle().Which.Value.GetInt64().Should().Be(5, "blobs that a fork shares are scanned once");
        coverage.GetProperty("objects").EnumerateObject().Select(one => one.Name).Should().Contain("inner/two: blobs");
    }

    private static TempRepository Filled(int seed)
    {
        var repository = new TempRepository();
        for (var i = 0; i < 5; i++)
        {
            repository.Write($"f{i}.txt", $"content {i}\n");
            repository.Git("add", $"f{i}.txt");
            repository.Commit($"commit {i}");
        }

        repository.Write("dirty.txt", $"key {Generate.AwsKeyId(seed)}\n");
        repository.Git("add", "dirty.txt");
        repository.Commit("dirty");
        return repository;
    }

    private static (string Findings, long Skipped, long Enumerated) Json(Run run)
    {
        using var json = JsonDocument.Parse(run.Output);
        var coverage = json.RootElement.GetProperty("coverage");
        return (json.RootElement.GetProperty("findings").GetRawText(), coverage.GetProperty("skipped").EnumerateObject().Sum(one => one.Value.GetInt64()), coverage.GetProperty("enumerated").GetInt64());
    }
}
