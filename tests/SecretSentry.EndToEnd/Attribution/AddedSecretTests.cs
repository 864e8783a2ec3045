using System.Text.Json;
using SecretSentry.EndToEnd.Hooks;

namespace SecretSentry.EndToEnd.Attribution;

/// <summary>A secret belongs to the line and the commit that added it, the same way in hooks, pushes, ranges and the history.</summary>
public class AddedSecretTests
{
    private static string Key(int seed) => $"key = {Generate.AwsKeyId(seed)}\n";

    private static string Lines(int count) => string.Concat(Enumerable.Range(1, count).Select(line => $"line {line}\n"));

    /// <summary>Each case is a shell script that changes a committed file <c>f</c> which contains a key after 20 lines.</summary>
    public static TheoryData<string> Untouched => new()
    {
        "echo more >>f",
        "sed -i '3d' f",
        "sed -i 's/^key = \\(.*\\)/key = \\1 # rotated later/' f",
        "sed -i 's/^key/  key/' f",
        "(tail -n 1 f; head -n 20 f) >g && mv g f",
        "sed -i 's/$/\\r/' f",
        "git mv f moved",
        "mkdir deep && git mv f deep/f && echo more >>deep/f",
        "mkdir deep && cp f deep/copy && git mv f deep/f",
        "git mv f src.yml && sed -i 's/line 2$/changed/' src.yml",
    };

    [Theory]
    [MemberData(nameof(Untouched))]
    public void A_secret_that_was_there_before_is_not_new(string script)
    {
        using var repository = WithKey();
        repository.Git("remote", "add", "origin", repository.Folder + "-no");
        repository.Git("update-ref", "refs/remotes/origin/main", "HEAD");
        repository.Sh(script + " && git add -A").ExitCode.Should().Be(0);
        repository.Secretsentry("scan", "--staged").ExitCode.Should().Be(0);
        repository.Secretsentry("hook", "pre-commit", "--").ExitCode.Should().Be(0);
        repository.Commit("changed");
        repository.Secretsentry("scan", "--range", "HEAD~1..HEAD").ExitCode.Should().Be(0);
        repository.Secretsentry("scan", "--since-commit", "HEAD~1").ExitCode.Should().Be(0);
        Push(repository).ExitCode.Should().Be(0);
    }

    /// <summary>Each case is a script, and the line at which the new key must be reported.</summary>
    public static TheoryData<string, string> Added => new()
    {
        { "tail -n 1 f >>f", "f:22" },
        { "sed -i '3i\\'\"$(tail -n 1 f)\" f", "f:22" },
        { "cp f other", "other:21" },
        { "git mv f moved && tail -n 1 moved >>moved", "moved:22" },
        { "echo \"$NEW\" >>f && git mv f moved", "moved:22" },
        { "sed -i \"s/^key.*/$NEW/\" f", "f:21" },
        { "(echo \"$NEW\"; cat f) >g && mv g f", "f:1" },
        { "sed -i \"s/^line 5$/$NEW # $(tail -n 1 f)/\" f", "f:5" },
    };

    [Theory]
    [MemberData(nameof(Added))]
    public void A_secret_that_occurs_more_often_is_new(string script, string place)
    {
        using var repository = WithKey();
        repository.Git("update-ref", "refs/remotes/origin/main", "HEAD");
        repository.Git("remote", "add", "origin", repository.Folder + "-no");
        repository.Sh($"NEW='{Key(2).Trim()}'; {script} && git add -A").ExitCode.Should().Be(0);
        Places(repository, "--staged").Should().Contain(place);
        repository.Secretsentry("hook", "pre-commit", "--").ExitCode.Should().Be(1);
        repository.Commit("changed");
        Places(repository, "--range", "HEAD~1..HEAD").Should().Contain(place);
        Push(repository).ExitCode.Should().Be(1);
    }

    [Fact]
    public void Only_the_new_occurrence_is_reported_and_only_with_its_commit()
    {
        using var repository = WithKey();
        repository.Write("f", Key(1) + Lines(20) + Key(1));
        repository.Git("add", "-A");
        repository.Commit("second occurrence");
        repository.Write("f", Key(1) + Lines(20) + Key(1) + "more\n");
        repository.Git("add", "-A");
        repository.Commit("another line");
        var second = repository.Git("rev-parse", "--short=12", "HEAD~1").Trim();
        Commits(repository, "--range", "HEAD~2..HEAD").Should().Equal(second);
        Commits(repository, "--history").Should().BeEquivalentTo(repository.Git("rev-parse", "--short=12", "HEAD~2").Trim(), second);
    }

    [Fact]
    public void Introductions_counts_the_commits_that_added_the_secret()
    {
        using var repository = WithKey();
        foreach (var text in new[] { Lines(20) + Key(1) + "more\n", "above\n" + Lines(20) + Key(1), Lines(20), Lines(20) + Key(1), Key(1) })
        {
            repository.Write("f", text);
            repository.Git("add", "-A");
            repository.Commit("version");
        }

        foreach (var selection in new string[][] { ["--history"], ["--range", "HEAD"] })
        {
            using var json = JsonDocument.Parse(repository.Secretsentry(["scan", .. selection, "--format", "jsonl"]).Output);
            json.RootElement.GetProperty("details").GetProperty("introductions").GetString().Should().Be("2");
            json.RootElement.GetProperty("details").GetProperty("inHead").GetString().Should().Be("yes");
            Commits(repository, [.. selection, "--all-introductions"]).Should().HaveCount(2);
        }
    }

    [Fact]
    public void A_moved_file_is_reported_in_the_history_without_a_new_introduction()
    {
        using var repository = WithKey();
        repository.Git("mv", "f", "moved");
        repository.Commit("move");
        repository.Write("moved", Lines(22) + Key(1));
        repository.Git("add", "-A");
        repository.Commit("edit");
        repository.Secretsentry("scan", "--history", "--format", "jsonl").Output.Should().NotContain("introductions");
        Places(repository, "--history").Should().Equal("f:21", "moved:21");
    }

    [Fact]
    public void A_merge_adds_only_what_no_parent_has()
    {
        using var repository = WithKey();
        repository.Git("checkout", "-q", "-b", "side");
        repository.Write("f", "side\n" + Lines(20) + Key(1) + Key(2));
        repository.Git("add", "-A");
        repository.Commit("side");
        repository.Git("checkout", "-q", "main");
        repository.Write("f", Key(3) + Lines(20) + Key(1));
        repository.Git("add", "-A");
        repository.Commit("main");
        repository.TryGit("-c", "core.hooksPath=/dev/null", "merge", "side").ExitCode.Should().Be(1, "both sides change the first line");
        repository.Write("f", Key(3) + "side\n" + Lines(20) + Key(1) + Key(2));
        repository.Git("add", "-A");
        repository.Secretsentry("hook", "pre-commit", "--").ExitCode.Should().Be(0);
        repository.Write("f", Key(3) + "side\n" + Lines(20) + Key(1) + Key(2) + Key(4));
        repository.Git("add", "-A");
        repository.Secretsentry("hook", "pre-commit", "--").ExitCode.Should().Be(1);
        repository.Commit("merged");
        Places(repository, "--range", "HEAD ^HEAD^1 ^HEAD^2").Should().Equal("f:25");
    }

    [Theory]
    [InlineData("token-in-name/f.txt")]
    [InlineData("deep/token-in-name")]
    [InlineData("token-in-name")]
    public void A_token_in_the_name_of_a_new_file_or_folder_is_found(string path)
    {
        using var repository = WithKey();
        repository.Git("update-ref", "refs/remotes/origin/main", "HEAD");
        repository.Git("remote", "add", "origin", repository.Folder + "-no");
        repository.Write(path.Replace("token-in-name", Generate.GitHubToken(1), StringComparison.Ordinal), "clean\n");
        repository.Git("add", "-A");
        repository.Secretsentry("hook", "pre-commit", "--").ExitCode.Should().Be(1);
        repository.Commit("named");
        foreach (var run in new[] { Push(repository), repository.Secretsentry("scan", "--range", "HEAD~1..HEAD") })
        {
            run.ExitCode.Should().Be(1);
            run.All.Should().NotContain(Generate.GitHubToken(1));
        }
    }

    [Fact]
    public void A_range_is_not_spoilt_by_what_is_missing_outside_it()
    {
        using var repository = WithKey();
        repository.Write("g", "clean\n");
        repository.Git("add", "-A");
        repository.Commit("clean");
        var blob = repository.Git("rev-parse", "HEAD:f").Trim();
        File.Delete(Path.Combine(repository.Folder, ".git", "objects", blob[..2], blob[2..]));
        repository.Secretsentry("scan", "--range", "HEAD~1..HEAD").ExitCode.Should().Be(0);
        repository.Secretsentry("scan", "--range", "HEAD").ExitCode.Should().Be(3);
        repository.Secretsentry("scan", "--history").ExitCode.Should().Be(3);
    }

    private static TempRepository WithKey()
    {
        var repository = new TempRepository();
        repository.Write("f", Lines(20) + Key(1));
        repository.Git("add", "-A");
        repository.Commit("key");
        return repository;
    }

    /// <summary>Runs the hook of a push of HEAD to a remote that has <c>refs/remotes/origin/main</c>.</summary>
    private static Run Push(TempRepository repository)
    {
        var (head, zero) = (repository.Git("rev-parse", "HEAD").Trim(), new string('0', 40));
        return repository.Sh($"echo refs/heads/main {head} refs/heads/new {zero} | '{Programs.Secretsentry}' hook pre-push -- origin "
            + $"'{repository.Folder}-no'");
    }

    private static string[] Places(TempRepository repository, params string[] options) =>
        [.. Report(repository, options).Select(finding => $"{finding.GetProperty("file")}:{finding.GetProperty("line")}")];

    private static string[] Commits(TempRepository repository, params string[] options) =>
        [.. Report(repository, options).Select(finding => finding.GetProperty("commit").GetString()![..12])];

    private static IEnumerable<JsonElement> Report(TempRepository repository, string[] options)
    {
        foreach (var line in repository.Secretsentry(["scan", .. options, "--format", "jsonl"]).Output.Split('\n'))
        {
            if (line.Length > 0)
            {
                using var json = JsonDocument.Parse(line);
                yield return json.RootElement.Clone();
            }
        }
    }
}
