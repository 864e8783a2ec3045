using System.Text.Json;

namespace SecretSentry.EndToEnd;

/// <summary>Consecutive runs, and runs over several repositories.</summary>
public class HistoryRunsTests
{
    [Fact]
    public void A_second_scan_skips_clean_objects_and_reports_the_same()
    {
        using var repository = Filled(1);
        var first = Json(repository.Secretsentry("scan", "--history", "--format", "json"));
        var second = Json(repository.Secretsentry("scan", "--history", "--format", "json"));
        second.Findings.Should().Be(first.Findings);
        first.Skipped.Should().Be(0);
        second.Skipped.Should().Be(17, "only the blob with the secret is read again, not 5 blobs, 6 trees and 6 commits");
        second.Enumerated.Should().Be(first.Enumerated);
        Json(repository.Secretsentry("scan", "--history", "--format", "json", "--no-cache")).Skipped.Should().Be(0);
        Json(repository.Secretsentry("scan", "--history", "--format", "json", "--no-decode")).Skipped.Should()
            .Be(0, "other options use a separate cache");
        Json(repository.Secretsentry("scan", "--history", "--format", "json", "--min-confidence", "low")).Should()
            .BeEquivalentTo(second, "a scan caches all findings, not only those that it shows");
        repository.Write("rules.toml", "[[rules]]\nid = 'acme'\nregex = '''content ([0-9])'''\n");
        Json(repository.Secretsentry("scan", "--history", "--format", "json", "--config", "rules.toml")).Skipped.Should()
            .Be(0, "other rules use a separate cache");
    }

    [Fact]
    public void The_cache_does_not_contain_a_secret_from_a_commit_subject()
    {
        using var repository = Filled(1);
        var (token, file) = (Generate.GitHubToken(4), Generate.AwsKeyId(5));
        repository.Write("own.txt", $"key {file}\n");
        repository.Git("add", ".");
        repository.Commit($"use {token} from now on");
        var first = Json(repository.Secretsentry("scan", "--history", "--format", "json"));
        var second = Json(repository.Secretsentry("scan", "--history", "--format", "json"));
        second.Findings.Should().Be(first.Findings).And.Contain("use gh********");
        second.Skipped.Should().BePositive();
        foreach (var kept in Directory.GetFiles(Path.Combine(repository.Folder, ".git", "secretsentry", "cache")))
        {
            File.ReadAllText(kept).Should().NotContainAny("********", token[..6], file[^4..]);
        }
    }

    [Fact]
    public void New_commits_are_scanned_and_a_damaged_cache_is_ignored()
    {
        using var repository = Filled(1);
        repository.Secretsentry("scan", "--history");
        repository.Write("new.txt", $"key {Generate.AwsKeyId(9)}\n");
        repository.Git("add", ".");
        repository.Commit("new");
        repository.Secretsentry("scan", "--history", "--format", "jsonl").Output.Should().Contain("new.txt");
        var files = Directory.GetFiles(Path.Combine(repository.Folder, ".git", "secretsentry", "cache"));
        files.Select(Path.GetFileName).Should().HaveCount(2).And.Contain(name => name!.StartsWith("clean-", StringComparison.Ordinal))
            .And.Contain(name => name!.StartsWith("state-", StringComparison.Ordinal));
        foreach (var damage in new Func<byte[], byte[]>[] { _ =>
            [], bytes => bytes[..^1], bytes => [.. bytes[..30], (byte)(bytes[30] ^ 1), .. bytes[31..]], bytes => [.. bytes, 0] })
        {
            Array.ForEach(files, file => File.WriteAllBytes(file, damage(File.ReadAllBytes(file))));
            Json(repository.Secretsentry("scan", "--history", "--format", "json")).Skipped.Should().Be(0);
        }

        Array.ForEach(files, file =>
            File.ReadAllText(file).Should().NotContainAny(Generate.AwsKeyId(1), Generate.AwsKeyId(1)[^2..] + "\0", Generate.AwsKeyId(9)));
    }

    [Fact]
    public void Changes_after_a_cached_scan_are_reported()
    {
        using var repository = Filled(1);
        Scan().Should().ContainSingle().Which.Should().EndWith(" head");
        Scan().Should().ContainSingle().Which.Should().EndWith(" head");
        repository.Git("branch", "other");
        repository.Git("reset", "-q", "--hard", "HEAD~1");
        Scan().Should().ContainSingle().Which.Should().EndWith(" reachable");
        repository.Git("branch", "-q", "-D", "other");
        Scan().Should().ContainSingle().Which.Should().EndWith(" reflog");
        repository.Write("loose", $"key {Generate.AwsKeyId(3)}\n");
        repository.Git("hash-object", "-w", "loose");
        Scan().Should().HaveCount(2).And.Contain(one => one.EndsWith(" unreachable", StringComparison.Ordinal));
        repository.Git("repack", "-q", "-a", "-d");
        Scan().Should().HaveCount(2);
        repository.Git("config", "remote.origin.url", $"https://user:{Generate.GitHubToken(1)}@example.invalid/x.git");
        Scan().Should().HaveCountGreaterThan(2, "files of the git directory are searched every time");

        string[] Scan() => [.. repository.Secretsentry("scan", "--history", "--format", "jsonl")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return $"{json.RootElement.GetProperty("file")} "
                + $"{(json.RootElement.TryGetProperty("reachability", out var reachability) ? reachability.GetString() : "")}";
        })];
    }

    [Fact]
    public void A_killed_scan_continues_where_it_stopped()
    {
        using var repository = Filled(1);
        var text = string.Concat(Enumerable.Range(0, 250_000)
            .Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i} lines\n")));
        for (var i = 0; i < 60; i++)
        {
            repository.Write($"big{i}.txt", $"{i}\n{text}");
        }

        repository.Git("add", ".");
        repository.Commit("big");
        var cache = Path.Combine(repository.Folder, ".git", "secretsentry", "cache");
        var isKilled = false;
        for (var attempt = 0; attempt < 20 && !isKilled; attempt++)
        {
            isKilled = TryKillScan(repository, cache);
        }

        isKilled.Should().BeTrue("at least one of twenty kills comes before the end of the scan");
        var second = Json(repository.Secretsentry("scan", "--history", "--format", "json"));
        second.Skipped.Should().BeInRange(5, 60);
        second.Findings.Should().Be(Json(repository.Secretsentry("scan", "--history", "--format", "json", "--no-cache")).Findings);
    }

    /// <summary>
    /// Kills a scan after it has saved its clean blobs for the first time. A file that is still being written has an extension. Returns
    /// false when the scan finished first, as on a busy machine. The slowest kernel leaves the most time.
    /// </summary>
    private static bool TryKillScan(TempRepository repository, string cache)
    {
        if (Directory.Exists(cache))
        {
            Directory.Delete(cache, recursive: true);
        }

        using var scan =
            System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(Programs.Secretsentry,
            ["scan", "--history", "--threads", "1", "--quiet"])
            {
                WorkingDirectory = repository.Folder,
                Environment = { ["SECRETSENTRY_KERNEL"] = "scalar" }
            })!;
        while (!scan.HasExited && !(Directory.Exists(cache) && Directory.GetFiles(cache, "clean-*").Any(file => !Path.HasExtension(file))))
        {
            Thread.Sleep(1);
        }

        scan.Kill();
        scan.WaitForExit();
        return Directory.GetFiles(cache, "state-*").Length == 0;
    }

    [Fact]
    public void Several_repositories_give_one_report_and_a_failing_one_is_reported()
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
        json.RootElement.GetProperty("findings").EnumerateArray()
            .Select(finding => finding.GetProperty("details").GetProperty("repository").GetString()).Should().Equal(".", "bare/fork.git");
        var coverage = json.RootElement.GetProperty("coverage");
        coverage.GetProperty("complete").GetBoolean().Should().BeTrue();
        coverage.GetProperty("skipped").EnumerateObject().Should().ContainSingle().Which.Value.GetInt64().Should()
            .Be(5, "blobs that a fork shares are scanned once");
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
        return (json.RootElement.GetProperty("findings").GetRawText(), coverage.GetProperty("skipped").EnumerateObject()
            .Sum(one => one.Value.GetInt64()), coverage.GetProperty("enumerated").GetInt64());
    }
}
