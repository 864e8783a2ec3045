using System.Text.Json;

namespace SecretSentry.EndToEnd;

/// <summary>
/// Tests which findings make a scan or a hook fail and which are only listed. The rules of the test set the confidence, so the judge does
/// not affect the results.
/// </summary>
public class StopTests
{
    private const string Rules = """
        [[rules]]
        id = "sure"
        regex = 'sure_([a-z]{8})'
        confidence = "high"
        [[rules]]
        id = "likely"
        regex = 'likely_([a-z]{8})'
        confidence = "medium"
        [[rules]]
        id = "vague"
        regex = 'vague_([a-z]{8})'
        confidence = "low"
        [[rules]]
        id = "hashed"
        regex = 'hashed_([a-z]{8})'
        confidence = "medium"
        tags = ["hash"]

        """;

    [Theory]
    [InlineData("src/a.txt", "sure_kqzvjwpt", 1, 1)]
    [InlineData("test/a.txt", "sure_kqzvjwpt", 1, 1)]
    [InlineData("src/a.txt", "likely_kqzvjwpt", 1, 1)]
    [InlineData("src/a.txt", "hashed_kqzvjwpt", 0, 1)]
    [InlineData("src/a.txt", "vague_kqzvjwpt", 0, 1)]
    public void Strict_also_fails_for_shown_findings_that_do_not_stop(string path, string text, int code, int strict)
    {
        using var repository = WithRules(path, text);
        repository.Secretsentry("scan", path, "--min-confidence", "low").ExitCode.Should().Be(code);
        repository.Secretsentry("scan", path, "--min-confidence", "low", "--strict").ExitCode.Should().Be(strict);
        repository.Write(".secretsentry.toml", "strict = true\n" + Rules);
        repository.Secretsentry("scan", path, "--min-confidence", "low").ExitCode.Should().Be(strict);
    }

    [Fact]
    public void A_hidden_finding_is_counted_and_does_not_stop_even_with_strict()
    {
        using var repository = WithRules("src/a.txt", "vague_kqzvjwpt vague_pqzvjwpt");
        var run = repository.Secretsentry("scan", "src", "--strict");
        run.ExitCode.Should().Be(0);
        run.Output.Should()
            .StartWith("No credentials found with enough confidence to be shown.\n2 findings of low confidence are not shown; "
            + "--min-confidence low shows them.\n");
        repository.Secretsentry("scan", "src", "--min-confidence", "low").Output.Should()
            .Contain("src/a.txt:1:7  vague  (low, does not stop)").And.Contain("2 findings, none of which stops.");
        repository.Write("src/a.txt", "clean\n");
        repository.Secretsentry("scan", "src").Output.Should().StartWith("No credentials found.\n");
    }

    [Fact]
    public void An_accepted_finding_is_not_counted_as_hidden()
    {
        using var repository = WithRules("src/a.txt", "vague_kqzvjwpt # secretsentry:allow\nvague_pqzvjwpt\n");
        using var json = JsonDocument.Parse(repository.Secretsentry("scan", "src", "--format", "json").Output);
        json.RootElement.GetProperty("hidden").GetProperty("low").GetInt32().Should().Be(1);
        json.RootElement.GetProperty("coverage").GetProperty("allowedByComment").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("scan", "--history")]
    [InlineData("scan", "--history", "--no-cache")]
    [InlineData("scan", "--staged")]
    [InlineData("scan")]
    public void Every_source_counts_hidden_findings_and_marks_findings_that_stop(params string[] arguments)
    {
        using var repository = WithRules("src/a.txt", "vague_kqzvjwpt\nlikely_kqzvjwpt\nhashed_kqzvjwpt\n");
        repository.Write("test/a.txt", "sure_kqzvjwpt\n");
        repository.Git("add", ".");
        if (arguments.Contains("--history"))
        {
            repository.Commit("one");
        }

        // The second scan of a history uses its cache.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var run = repository.Secretsentry([.. arguments, "--format", "json", "--no-progress"]);
            run.ExitCode.Should().Be(1, run.All);
            using var json = JsonDocument.Parse(run.Output);
            json.RootElement.GetProperty("findings").EnumerateArray()
                .Select(one => $"{one.GetProperty("rule").GetString()} {one.GetProperty("stops").GetBoolean()}")
                .Should().BeEquivalentTo("likely True", "hashed False", "sure True");
            json.RootElement.GetProperty("hidden").GetProperty("low").GetInt32().Should().Be(1);
        }
    }

    [Fact]
    public void In_a_history_each_path_of_a_blob_is_listed_in_its_own_section()
    {
        using var repository = new TempRepository();
        repository.Write(".secretsentry.toml", "[extend]\nuseDefault = false\n" + Rules);
        foreach (var path in new[] { "src/a.txt", "test/a.txt" })
        {
            repository.Write(path, "hashed_kqzvjwpt\nlikely_kqzvjwpt\n");
        }

        repository.Git("add", ".");
        repository.Commit("one");
        var text = repository.Secretsentry("scan", "--history", "--no-progress").Output;
        text.IndexOf("  test/a.txt:", StringComparison.Ordinal).Should()
            .BeGreaterThan(text.IndexOf("Among tests, examples and documentation:", StringComparison.Ordinal));
        text.IndexOf("  src/a.txt:", StringComparison.Ordinal).Should()
            .BeInRange(0, text.IndexOf("Among tests, examples and documentation:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hook_blocks_for_findings_that_stop_and_lists_the_others_in_one_line()
    {
        using var repository = WithRules("src/a.txt", "vague_kqzvjwpt\nhashed_kqzvjwpt\n");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Git("add", ".");
        var passed = repository.TryGit("commit", "-q", "-m", "one");
        passed.ExitCode.Should().Be(0, passed.All);
        passed.All.Should()
            .Be("secretsentry: found, not blocking: vague at src/a.txt:1:7 (low), hashed at src/a.txt:2:8 (medium); to see all: "
            + "secretsentry scan --staged --min-confidence low\n");
        repository.Write("src/b.txt", "likely_kqzvjwpt vague_aqzvjwpt vague_bqzvjwpt vague_cqzvjwpt vague_dqzvjwpt vague_eqzvjwpt\n");
        repository.Git("add", ".");
        var refused = repository.TryGit("commit", "-q", "-m", "two");
        refused.ExitCode.Should().Be(1);
        refused.Error.Should().Contain("commit blocked - 1 secret in 1 staged file").And.Contain("src/b.txt:1:8  likely  (medium)");
        refused.Error.Should().Contain("found, not blocking: vague at src/b.txt:1:23 (low)").And.Contain(" and 2 more; to see all: ");
    }

    [Fact]
    public void BlockFrom_overrides_strict_and_strict_overrides_the_default()
    {
        using var repository = WithRules("src/a.txt", "vague_kqzvjwpt\n");
        repository.Write(".secretsentry.toml", "strict = true\n" + Rules);
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Git("add", ".");
        repository.TryGit("commit", "-q", "-m", "one").ExitCode.Should().Be(1, "with strict, every finding stops");
        repository.Git("config", "secretsentry.blockFrom", "high");
        repository.Write("src/b.txt", "likely_kqzvjwpt\n");
        repository.Git("add", ".");
        repository.TryGit("commit", "-q", "-m", "one").ExitCode.Should().Be(0, "blockFrom overrides strict");
    }

    [Fact]
    public void A_finding_that_does_not_stop_does_not_hide_an_incomplete_scan()
    {
        using var repository = WithRules("src/a.txt", "hashed_kqzvjwpt\n");
        repository.Git("add", ".");
        repository.Commit("one");
        var shallow = Path.Combine(repository.Folder, ".git", "shallow-of-test");
        repository.Commit("two");
        repository.Git("clone", "-q", "--depth", "1", $"file://{repository.Folder}", shallow);
        repository.Secretsentry("scan", "--history", "--no-progress", "-C", shallow).ExitCode.Should().Be(3);
        repository.Secretsentry("scan", "--history", "--no-progress", "--strict", "-C", shallow).ExitCode.Should().Be(1);
    }

    [Fact]
    public void Explain_shows_why_a_finding_does_not_stop()
    {
        using var repository = WithRules("src/a.txt", "hashed_kqzvjwpt\nlikely_kqzvjwpt\n");
        repository.Secretsentry("explain", "src/a.txt:1").Output.Should()
            .MatchRegex("REPORTED, but does not stop, because it is the hash of a password, fingerprint [0-9a-f]{16}");
        repository.Secretsentry("explain", "src/a.txt:2").Output.Should().MatchRegex("REPORTED, fingerprint [0-9a-f]{16}");
    }

    [Fact]
    public void Merged_reports_keep_which_findings_stop()
    {
        using var repository = WithRules("src/a.txt", "hashed_kqzvjwpt\nvague_kqzvjwpt\n");
        repository.Secretsentry("scan", "src", "--format", "json", "--output", "one.json").Error.Should()
            .StartWith("secretsentry: 1 finding, which does not stop; written");
        var merged = repository.Secretsentry("report", "merge", "one.json");
        merged.ExitCode.Should().Be(0);
        merged.Output.Should().Contain("1 finding, which does not stop.").And.Contain("1 finding of low confidence is not shown");
        repository.Secretsentry("scan", "src", "--strict", "--format", "json", "--output", "two.json").ExitCode.Should().Be(1);
        repository.Secretsentry("report", "merge", "two.json").ExitCode.Should().Be(1);
    }

    private static TempRepository WithRules(string path, string text)
    {
        var repository = new TempRepository();
        repository.Write(".secretsentry.toml", Rules);
        repository.Write(path, text);
        return repository;
    }
}
