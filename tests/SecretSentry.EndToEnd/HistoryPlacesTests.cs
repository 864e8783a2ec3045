using System.Text.Json;

namespace SecretSentry.EndToEnd;

/// <summary>
/// Secrets in locations that a scanner misses when it reads only patches. <see cref="HistoryTests"/> has more of them. Also tests the
/// options that select a part of history.
/// </summary>
public class HistoryPlacesTests
{
    [Fact]
    public void Stashes_untracked_stashed_files_staged_content_notes_and_empty_commits_are_scanned()
    {
        using var repository = new TempRepository();
        repository.Write("base.txt", "base\n");
        repository.Git("add", ".");
        repository.Commit("base");
        foreach (var seed in new[] { 1, 3 })
        {
            repository.Write("base.txt", $"stashed {Generate.AwsKeyId(seed)}\n");
            repository.Write($"untracked{seed}.txt", $"untracked {Generate.AwsKeyId(seed + 1)}\n");
            repository.Git("stash", "-q", "-u");
        }

        repository.Write("staged.txt", $"staged {Generate.AwsKeyId(5)}\n");
        repository.Git("add", ".");
        repository.Git("reset", "-q", "--hard");
        repository.Git("notes", "add", "-m", $"note {Generate.AwsKeyId(6)}");
        repository.Commit($"empty {Generate.AwsKeyId(7)}");
        var found = Findings(repository.Secretsentry("scan", "--history", "--format", "jsonl")).ToArray();
        found.Should().Contain("base.txt stash").And.Contain("untracked1.txt stash").And.Contain("untracked3.txt stash")
            .And.Contain("(commit message) head");
        found.Count(one => one == "base.txt stash").Should().Be(2);
        found.Should().Contain(one => one.StartsWith("(blob ", StringComparison.Ordinal)
            && one.EndsWith("in no commit) unreachable", StringComparison.Ordinal));
        found.Should().Contain(one => one == $"{repository.Git("rev-parse", "HEAD~1").Trim()} reachable");
    }

    [Fact]
    public void A_secret_in_the_name_of_a_file_or_folder_is_reported_and_redacted()
    {
        using var repository = new TempRepository();
        repository.Write($"a/{Generate.AwsKeyId(1)}/b.txt", "clean\n");
        repository.Write($"{Generate.AwsKeyId(2)}.txt", "clean too\n");
        repository.Git("add", ".");
        repository.Commit("names");
        var run = repository.Secretsentry("scan", "--history", "--format", "jsonl");
        run.ExitCode.Should().Be(1);
        run.All.Should().NotContainAny(Generate.AwsKeyId(1), Generate.AwsKeyId(2));
        Findings(run).Should().HaveCount(2).And.OnlyContain(one => one.EndsWith(" head", StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_in_the_url_of_a_remote_is_found()
    {
        using var repository = new TempRepository();
        repository.Git("remote", "add", "origin", $"https://user:{Generate.GitHubToken(1)}@example.invalid/x.git");
        Findings(repository.Secretsentry("scan", "--history", "--format", "jsonl")).Should()
            .Contain(one => one.StartsWith(".git/config", StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_that_occurs_twice_in_a_file_gives_two_findings_with_their_own_commits()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"one {Generate.AwsKeyId(1)}\n");
        repository.Git("add", ".");
        repository.Commit("first");
        repository.Write("a.txt", $"one {Generate.AwsKeyId(1)}\ntwo {Generate.AwsKeyId(1)}\n");
        repository.Git("add", ".");
        repository.Commit("second");
        var first = repository.Git("rev-parse", "HEAD~1").Trim();
        Lines(repository, []).Should().Equal($"1 {first}", $"2 {repository.Git("rev-parse", "HEAD").Trim()}");
        Lines(repository, ["--all-introductions"]).Should().HaveCount(2).And.Contain($"1 {first}");
    }

    [Fact]
    public void A_finding_shows_whether_and_when_it_was_pushed()
    {
        using var repository = new TempRepository();
        repository.Git("init", "-q", "--bare", "remote.git");
        repository.Git("remote", "add", "origin", "remote.git");
        repository.Write("pushed.txt", $"key {Generate.AwsKeyId(1)}\n");
        repository.Git("add", "pushed.txt");
        repository.Commit("pushed");
        repository.Git("push", "-q", "origin", "main");
        repository.Write("kept.txt", $"key {Generate.AwsKeyId(2)}\n");
        repository.Git("add", "kept.txt");
        repository.Commit("kept");
        var found = repository.Secretsentry("scan", "--history", "--format", "jsonl")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var pushed = found.Single(line => line.Contains("\"pushed.txt\"", StringComparison.Ordinal));
        pushed.Should().Contain("\"pushed\":\"refs/remotes/origin/main\"")
            .And.Contain("\"pushedBy\":\"" + DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        found.Single(line => line.Contains("\"kept.txt\"", StringComparison.Ordinal)).Should().NotContain("pushed\"");
    }

    [Fact]
    public void Each_path_of_a_blob_gets_its_own_confidence()
    {
        using var repository = new TempRepository();
        var text = $"password = \"{Generate.Random(14, 5)}7x\"\n";
        foreach (var path in new[] { "settings.ini", "src/a.py", "tests/a.py", "example/settings.ini" })
        {
            repository.Write(path, text);
        }

        repository.Git("add", ".");
        repository.Commit("one blob, four paths");
        var asFiles = Confidences(repository.Secretsentry("scan", ".", "--min-confidence", "low", "--format", "jsonl"));
        var asHistory = Confidences(repository.Secretsentry("scan", "--history", "--min-confidence", "low", "--format", "jsonl"));
        asHistory.Should().Equal(asFiles).And.HaveCountGreaterThan(1);

        static string[] Confidences(Run run) => [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return $"{json.RootElement.GetProperty("file")} {json.RootElement.GetProperty("rule")} "
                + $"{json.RootElement.GetProperty("confidence")}";
        }).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void A_secret_in_many_versions_is_one_finding_of_the_commit_that_added_it()
    {
        using var repository = new TempRepository();
        for (var i = 0; i < 5; i++)
        {
            repository.Write("a.txt", $"{new string('x', i)}\n{string.Concat(Enumerable.Repeat("\n", i))}key {Generate.AwsKeyId(1)}\n");
            repository.Git("add", ".");
            repository.Git("-c", "user.name=a", "commit", "-q", "-m", $"commit {i}", "--date", $"2024-01-0{i + 1}T00:00:00Z");
        }

        repository.Write("a.txt", "gone\n");
        repository.Git("commit", "-q", "-a", "-m", "gone");
        using var json = JsonDocument.Parse(repository.Secretsentry("scan", "--history", "--format", "jsonl").Output);
        var details = json.RootElement.GetProperty("details");
        details.TryGetProperty("introductions", out _).Should().BeFalse("only the first version added it");
        json.RootElement.GetProperty("subject").GetString().Should().Be("commit 0");
        details.GetProperty("inHead").GetString().Should().Be("no");
        details.TryGetProperty("pushed", out _).Should().BeFalse();
        repository.Git("update-ref", "refs/remotes/origin/main", "HEAD");
        repository.Secretsentry("scan", "--history", "--format", "jsonl").Output.Should()
            .Contain("\"pushed\":\"refs/remotes/origin/main\"");
    }

    [Fact]
    public void A_rule_with_a_path_is_checked_against_every_path_of_a_blob()
    {
        using var repository = new TempRepository();
        repository.Write("rules.toml", "[[rules]]\nid = 'acme'\nregex = '''acme_([a-z]{8})'''\npath = '''\\.env$'''\n");
        repository.Write("a.txt", "acme_kqzvjwpt\n");
        repository.Write("sub/b.env", "acme_kqzvjwpt\n");
        repository.Git("add", "a.txt", "sub");
        repository.Commit("one");
        Findings(repository.Secretsentry("scan", "--history", "--config", "rules.toml", "--format", "jsonl")).Should()
            .Equal("sub/b.env head");
    }

    [Fact]
    public void Ranges_refs_and_paths_select_what_is_scanned()
    {
        using var repository = new TempRepository();
        foreach (var seed in new[] { 1, 2, 3 })
        {
            repository.Write($"dir{seed}/f.txt", $"key {Generate.AwsKeyId(seed)}\n");
            repository.Git("add", ".");
            repository.Commit($"commit {seed}");
        }

        repository.Git("branch", "old", "HEAD~2");
        repository.Write("loose.txt", $"key {Generate.AwsKeyId(4)}\n");
        repository.Git("hash-object", "-w", "loose.txt");
        Files("--history").Should().HaveCount(4);
        Files("--history", "--reachable").Should().Equal("dir1/f.txt head", "dir2/f.txt head", "dir3/f.txt head");
        Files("--range", "HEAD~2..HEAD~1").Should().Equal("dir2/f.txt head");
        Files("--since-commit", "HEAD~1").Should().Equal("dir3/f.txt head");
        Files("--history", "--refs", "ol*").Should().Equal("dir1/f.txt head");
        Files("--history", "--path", "dir3/**", "--reachable").Should().Equal("dir3/f.txt head");
        var unknown = repository.Secretsentry("scan", "--range", "nowhere..HEAD");
        unknown.ExitCode.Should().Be(2);
        unknown.Error.Should().Contain("'nowhere..HEAD'");

        IEnumerable<string> Files(params string[] options) => Findings(repository.Secretsentry(["scan", .. options, "--format", "jsonl"]));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_report()
    {
        using var repository = new TempRepository();
        for (var i = 0; i < 60; i++)
        {
            repository.Write($"d{i % 5}/f{i % 9}.txt", $"{i}\nkey {Generate.AwsKeyId(i % 20)}\n");
            repository.Git("add", ".");
            repository.Commit($"commit {i}");
        }

        repository.Git("repack", "-q", "-a", "-d");
        var one = repository.Secretsentry("scan", "--history", "--no-cache", "--threads", "1", "--format", "json").Output;
        foreach (var threads in new[] { "2", "7" })
        {
            repository.Secretsentry("scan", "--history", "--no-cache", "--threads", threads, "--format", "json").Output.Should().Be(one);
        }
    }

    private static IEnumerable<string> Findings(Run run) => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        var finding = json.RootElement;
        return $"{finding.GetProperty("file").GetString()} "
            + $"{(finding.TryGetProperty("reachability", out var label) ? label.GetString() : "")}";
    });

    private static string[] Lines(TempRepository repository, string[] more) =>
        [.. repository.Secretsentry(["scan", "--history", "--format", "jsonl", .. more])
        .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return $"{json.RootElement.GetProperty("line")} {json.RootElement.GetProperty("commit").GetString()}";
    })];
}
