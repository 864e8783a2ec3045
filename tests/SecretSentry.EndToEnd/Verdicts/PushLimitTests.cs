using System.Text;

namespace SecretSentry.EndToEnd.Verdicts;

/// <summary>What lies behind a tag of tags, or behind an object that is too large for memory, is looked at when it is pushed.</summary>
public class PushLimitTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(66)]
    [InlineData(150)]
    public void A_commit_behind_many_tags_is_looked_at(int depth)
    {
        using var server = CreateServer();
        using var repository = CreateDirty(server);
        var id = repository.Git("rev-parse", "HEAD").Trim();
        for (var i = 0; i < depth; i++)
        {
            id = WriteTag(repository, id, $"level{i}", "a tag\n");
        }

        repository.Git("update-ref", "refs/tags/nested", id);
        Push(repository, "refs/tags/nested").ExitCode.Should().NotBe(0, "a key is behind the tags");
        repository.Secretsentry("scan", "--history", "--refs", "nested", "--no-progress").ExitCode.Should().Be(1);
    }

    [Theory]
    [InlineData("commit")]
    [InlineData("tag")]
    [InlineData("commit without a secret")]
    public void A_commit_or_tag_with_a_long_message_is_looked_at(string kind)
    {
        using var server = CreateServer();
        using var repository = CreateDirty(server);
        var message = new StringBuilder();
        for (var line = 0; message.Length < 9_600_000; line++)
        {
            message.Append("line ").Append(line).Append(" of a long message\n");
        }

        if (kind == "tag")
        {
            repository.Git("update-ref", "refs/tags/long", WriteTag(repository, repository.Git("rev-parse", "HEAD").Trim(), "long",
                message.ToString()));
            Push(repository, "refs/tags/long").ExitCode.Should().NotBe(0, "the commit behind the tag brings a key");
            return;
        }

        repository.Write(".git/message", message.ToString());
        var parent = kind == "commit" ? "HEAD" : "HEAD~1";
        var commit = repository.Git("commit-tree", "-p", parent, "-F", ".git/message", $"{parent}^{{tree}}").Trim();
        repository.Git("update-ref", "refs/heads/long", commit);
        var push = Push(repository, "refs/heads/long");
        push.ExitCode.Should().Be(kind == "commit" ? 1 : 0, push.All);
    }

    [Fact]
    public void A_secret_in_a_long_message_is_found()
    {
        using var server = CreateServer();
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Git("remote", "add", "origin", server.Folder);
        repository.Write(".git/message", string.Concat(Enumerable.Repeat("a long message\n", 650_000)) + $"key {Generate.AwsKeyId(4)}\n");
        repository.Git("update-ref", "refs/heads/long",
            repository.Git("commit-tree", "-p", "HEAD", "-F", ".git/message", "HEAD^{tree}").Trim());
        Push(repository, "refs/heads/long").ExitCode.Should().Be(1);
    }

    private static TempRepository CreateServer()
    {
        var server = new TempRepository();
        server.Git("config", "receive.denyCurrentBranch", "ignore");
        server.Secretsentry("install", "--server").ExitCode.Should().Be(0);
        return server;
    }

    private static TempRepository CreateDirty(TempRepository server)
    {
        var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Git("remote", "add", "origin", server.Folder);
        repository.Commit("s.txt", $"key {Generate.AwsKeyId(1)}\n");
        return repository;
    }

    private static Run Push(TempRepository repository, string name) => repository.TryGit("push", "-q", "origin", $"{name}:{name}");

    private static string WriteTag(TempRepository repository, string target, string name, string message)
    {
        var kind = repository.Git("cat-file", "-t", target).Trim();
        repository.Write(".git/tag",
            $"object {target}\ntype {kind}\ntag {name}\ntagger A <a@example.invalid> 1700000000 +0000\n\n{message}");
        return repository.Git("hash-object", "-w", "-t", "tag", "--literally", ".git/tag").Trim();
    }
}
