using System.Runtime.Versioning;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.History;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning;

[UnsupportedOSPlatform("windows")]
public class HistoryScanTests
{
    [Fact]
    public void No_text_of_a_finding_shows_a_secret()
    {
        using var repository = new TempRepository();
        string[] tokens = [.. Enumerable.Range(1, 6).Select(Secrets.MakeToken)];
        repository.Git("checkout", "-q", "-b", tokens[0]);
        repository.Write($"folder/{tokens[1]}.txt", $"token = {tokens[2]}\n");
        repository.Git("add", ".");
        repository.Git("commit", "-q", "-m", $"use {tokens[3]}", $"--author={tokens[4]} <a@example.invalid>");
        repository.Git("tag", "-a", "v1", "-m", $"tag {tokens[5]}");
        repository.Git("update-ref", $"refs/remotes/origin/{tokens[0]}", "HEAD");
        var outcome = Scan(repository);
        var paths = outcome.Findings.Select(finding => finding.Location.Path.Raw).ToArray();
        paths.Should().Contain(path => path.StartsWith(".git/logs/refs/heads/", StringComparison.Ordinal));
        paths.Should().Contain(path => path.StartsWith("folder/", StringComparison.Ordinal));
        var texts = outcome.Findings.SelectMany(finding => finding.Details.Values.Concat([finding.Location.Path.Raw,
            finding.Location.Author.Raw, finding.Location.Subject.Raw, finding.Location.Ref.Raw, finding.Preview]));
        string.Join('\n', texts).Should().NotContainAny(tokens.Select(token => token[4..^4]));
    }

    [Fact]
    public void An_unreadable_object_is_named_and_the_counts_add_up()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one of two files\n");
        repository.Commit("b.txt", $"token = {Secrets.MakeToken(7)}\n");
        var id = repository.Id("HEAD:a.txt");
        Corrupt.LooseObject(repository, id);
        var outcome = Scan(repository);
        outcome.Coverage.Unreadable.Keys.Should().Equal($"object {id}");
        outcome.Coverage.Gaps.Should().BeEmpty();
        outcome.Findings.Should().ContainSingle().Which.Location.Path.Raw.Should().Be("b.txt");
        outcome.Coverage.Enumerated.Should().Be(6 + outcome.Coverage.Objects["files of the git directory"]);
    }

    /// <summary>A blob that is too long for memory is read in parts of 4 MiB that overlap by 128 KiB.</summary>
    [Fact]
    public void A_secret_at_a_part_boundary_of_a_large_blob_is_reported_once()
    {
        using var repository = new TempRepository();
        const int part = 4 * 1024 * 1024;
        const int overlap = 128 * 1024;
        var content = new byte[33 * 1024 * 1024];
        Array.Fill(content, (byte)' ');
        int[] places = [.. new[] { part - overlap, part - (overlap / 4 * 3), part - (overlap / 2), part - (overlap / 4), part }
            .SelectMany(edge => new[] { edge - 120, edge - 20, edge + 60 })];
        for (var i = 0; i < places.Length; i++)
        {
            System.Text.Encoding.ASCII.GetBytes($"\n{Secrets.MakeToken(i)}\n").CopyTo(content, places[i]);
        }

        File.WriteAllBytes(repository.PathOf("large.txt"), content);
        repository.Git("-c", "core.looseCompression=1", "add", ".");
        repository.Git("commit", "-q", "-m", "large");
        var outcome = Scan(repository);
        outcome.Coverage.IsComplete.Should().BeTrue();
        outcome.Findings.Select(finding => finding.Location.Start.Line).Order().Should()
            .Equal(Enumerable.Range(0, places.Length).Select(i => (2 * i) + 2));
    }

    [Fact]
    public void A_missing_commit_is_a_gap_with_its_id()
    {
        using var repository = new TempRepository();
        var first = repository.Commit("a.txt", "one\n");
        repository.Commit("a.txt", "two\n");
        File.Delete(Corrupt.PathOf(repository, first));
        Scan(repository).Coverage.Gaps.Should().OnlyContain(gap => gap.Raw.Contains(first, StringComparison.Ordinal))
            .And.Contain(gap => gap.Raw.Contains("damaged", StringComparison.Ordinal))
            .And.Contain(gap => gap.Raw.Contains("reflogs", StringComparison.Ordinal));
    }

    /// <summary>Neither the branch nor the tag leads to what was selected.</summary>
    [Fact]
    public void A_selection_leaves_out_the_messages_of_other_commits_and_tags()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Git("checkout", "-q", "-b", "other");
        repository.Commit("a.txt", "two\n", $"use {Secrets.MakeToken(8)}");
        repository.Git("tag", "-a", "v1", "-m", $"use {Secrets.MakeToken(9)}");
        repository.Git("checkout", "-q", "main");
        List(new()).Should().Equal("(commit message)", "(tag message)");
        List(new() { IsReachableOnly = true }).Should().Equal("(commit message)", "(tag message)");
        List(new() { Refs = ["other"] }).Should().Contain("(commit message)");
        List(new() { Refs = ["main"] }).Should().NotContain("(commit message)");
        repository.Git("branch", "-q", "-D", "other");
        repository.Git("tag", "-d", "v1");
        List(new()).Should().Equal("(commit message)", "(tag message)");
        List(new() { IsReachableOnly = true }).Should().BeEmpty();

        IEnumerable<string> List(HistorySelection selection) => Scan(repository, selection).Findings
            .Select(finding => finding.Location.Path.Raw).Where(path => !path.StartsWith(".git/", StringComparison.Ordinal));
    }

    /// <summary>The order of the times is not always the order of the ids, so several histories are made.</summary>
    [Fact]
    public void Of_several_commits_that_add_a_secret_the_earliest_is_reported()
    {
        for (var seed = 0; seed < 4; seed++)
        {
            using var repository = new TempRepository();
            repository.Commit("a.txt", "one\n");
            var line = $"token = {Secrets.MakeToken(20 + seed)}";
            int[] days = [4, 2, 3];
            var added = days.Select((day, i) => Add($"b{i}", day)).ToArray();
            var location = Scan(repository).Findings.Should().ContainSingle().Which.Location;
            location.Commit.Should().Be(added[1]);
            location.Subject.ToString().Should().Be("add b1");

            string Add(string branch, int day)
            {
                repository.Git("checkout", "-q", "-b", branch, "main");
                var date = $"2024-01-0{day}T00:00:00Z";
                var run = repository.Shell($"echo '{line}' >f && git add f && GIT_AUTHOR_DATE={date} GIT_COMMITTER_DATE={date} "
                    + $"git commit -q -m 'add {branch}'");
                run.Code.Should().Be(0, run.Error);
                var id = repository.Head;
                repository.Git("checkout", "-q", "main");
                return id;
            }
        }
    }

    private static ScanOutcome Scan(TempRepository repository, HistorySelection? selection = null) => HistoryScan.Run(
        Secrets.MakeOptions(repository) with { Selection = selection ?? new() }, null, _ => { }, CancellationToken.None);
}
