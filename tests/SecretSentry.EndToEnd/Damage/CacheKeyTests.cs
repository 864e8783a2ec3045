using SecretSentry.EndToEnd.Verdicts;

namespace SecretSentry.EndToEnd.Damage;

/// <summary>
/// What one run kept never changes the answer of a run with other options: with an option and then without it, and the other way round, the
/// answer is that of a run without a cache.
/// </summary>
public class CacheKeyTests
{
    [Theory]
    [InlineData("--no-decode")]
    [InlineData("--all-introductions")]
    [InlineData("--config .git/rules.toml")]
    [InlineData("--config .git/comments.toml")]
    [InlineData("--min-confidence high")]
    [InlineData("--min-confidence low")]
    [InlineData("--include plain.txt")]
    [InlineData("--exclude plain.txt")]
    [InlineData("--reachable")]
    [InlineData("--refs main")]
    [InlineData("--strict")]
    [InlineData("--show-secrets")]
    [InlineData("--baseline .git/accepted")]
    public void An_option_does_not_change_what_a_run_without_it_finds(string option)
    {
        using var repository = CreateDirty();
        Compare(repository, option.Split(' '));
    }

    [Fact]
    public void Accepting_a_shallow_clone_does_not_make_it_complete()
    {
        using var repository = CreateDirty();
        repository.Git("clone", "-q", "--depth", "1", $"file://{repository.Folder}", "shallow");
        Compare(repository, ["--allow-shallow"], "-C", "shallow", "--exclude", "*.txt");
    }

    private static void Compare(TempRepository repository, string[] option, params string[] always)
    {
        foreach (var order in new string[][][] { [option, []], [[], option] })
        {
            foreach (var cache in Directory.GetDirectories(repository.Folder, "secretsentry", SearchOption.AllDirectories))
            {
                Directory.Delete(cache, recursive: true);
            }

            foreach (var options in order.Concat(order))
            {
                string[] all = ["scan", "--history", "--no-progress", "--format", "jsonl", .. always, .. options];
                var (kept, fresh) = (repository.Secretsentry(all), repository.Secretsentry([.. all, "--no-cache"]));
                kept.ExitCode.Should().Be(fresh.ExitCode, string.Join(' ', options));
                kept.Output.Split('\n').Should().BeEquivalentTo(fresh.Output.Split('\n'), string.Join(' ', options));
            }
        }
    }

    private static TempRepository CreateDirty()
    {
        var repository = new TempRepository();
        repository.Commit("plain.txt", $"key {Generate.AwsKeyId(1)}\n");
        repository.Commit("again.txt", $"key {Generate.AwsKeyId(1)}\n");
        var encoded = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"key = {Generate.AwsKeyId(2)}\n"));
        repository.Commit("encoded.txt", encoded + "\n");
        repository.Commit("allowed.txt", $"key {Generate.AwsKeyId(3)} # secretsentry:allow\n");
        repository.Commit("own.txt", "mine_kqzvjwpt\n");
        repository.Commit("clean.md", "nothing\n");
        repository.Git("branch", "other");
        repository.Git("checkout", "-q", "other");
        repository.Commit("other.txt", $"key {Generate.AwsKeyId(4)}\n");
        repository.Git("checkout", "-q", "main");
        repository.Write(".git/rules.toml", "[[rules]]\nid = 'mine'\nregex = '''mine_([a-z]{8})'''\nconfidence = 'high'\n");
        repository.Write(".git/comments.toml", "comments = ['another:allow']\n");
        repository.Write(".git/accepted", "");
        repository.Secretsentry("scan", "--history", "--no-progress").ExitCode.Should().Be(1);
        return repository;
    }
}
