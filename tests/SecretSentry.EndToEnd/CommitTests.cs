namespace SecretSentry.EndToEnd;

public class CommitTests
{
    [Fact]
    public void A_commit_with_an_AWS_key_pair_is_refused_until_the_key_is_removed()
    {
        using var repository = Installed();
        repository.Write("config.ini", Generate.AwsPair(1));
        repository.Git("add", ".");
        var refused = repository.TryGit("commit", "-m", "one");
        refused.ExitCode.Should().Be(1);
        refused.Error.Should().StartWith("secretsentry: commit blocked - 2 secrets in 1 staged file")
            .And.Contain("config.ini:1:21  aws-access-key-id").And.Contain("config.ini:2:25  aws-secret").And.Contain("awsAccount")
            .And.Contain("git rm --cached config.ini").And.Contain("Rotate aws-");
        refused.All.Should().NotContain(Generate.AwsKeyId(1)).And.NotContain(Generate.AwsSecret(1));

        repository.Write("config.ini", "aws_access_key_id = ${AWS_ACCESS_KEY_ID}\n");
        repository.Git("add", ".");
        var passed = repository.TryGit("commit", "-m", "one");
        passed.ExitCode.Should().Be(0);
        passed.Error.Should().BeEmpty();
    }

    [Fact]
    public void Commit_a_with_a_secret_is_refused()
    {
        using var repository = Installed("file.txt");
        repository.Write("file.txt", Generate.AwsPair(2));
        repository.TryGit("commit", "-a", "-m", "x").ExitCode.Should().Be(1);
    }

    [Fact]
    public void A_commit_of_one_file_checks_only_that_file()
    {
        using var repository = Installed("clean.txt", "dirty.txt");
        repository.Write("dirty.txt", Generate.AwsPair(3));
        repository.Git("add", "dirty.txt");
        repository.Write("clean.txt", "still clean\n");
        repository.TryGit("commit", "clean.txt", "-m", "x").ExitCode.Should().Be(0);
        repository.TryGit("commit", "dirty.txt", "-m", "x").ExitCode.Should().Be(1);
        repository.TryGit("commit", "-m", "x").ExitCode.Should().Be(1);
    }

    [Fact]
    public void A_secret_that_is_not_staged_does_not_block()
    {
        using var repository = Installed("file.txt");
        repository.Write("file.txt", "staged\n");
        repository.Git("add", ".");
        repository.Write("file.txt", Generate.AwsPair(4));
        repository.TryGit("commit", "-m", "x").ExitCode.Should().Be(0);
    }

    [Fact]
    public void A_staged_secret_that_is_fixed_only_in_the_work_tree_blocks_with_a_note()
    {
        using var repository = Installed("file.txt");
        repository.Write("file.txt", Generate.AwsPair(5));
        repository.Git("add", ".");
        repository.Write("file.txt", "fixed\n");
        var refused = repository.TryGit("commit", "-m", "x");
        refused.ExitCode.Should().Be(1);
        refused.Error.Should().Contain("differs from the staged one").And.Contain("git restore --staged file.txt");
    }

    [Fact]
    public void An_old_secret_on_an_unchanged_line_does_not_block()
    {
        using var repository = Installed("a.txt");
        repository.Write("old.txt", "first\n\n\n" + Generate.AwsPair(6));
        repository.Git("add", ".");
        repository.Commit("old secret");
        repository.Write("old.txt", "changed\n\n\n" + Generate.AwsPair(6));
        repository.TryGit("commit", "-a", "-m", "x").ExitCode.Should().Be(0);
    }

    [Fact]
    public void A_secret_added_in_a_conflict_resolution_blocks_and_a_secret_from_a_parent_does_not()
    {
        using var repository = Installed("file.txt");
        repository.Git("checkout", "-q", "-b", "side");
        repository.Write("file.txt", "side\n" + Generate.AwsPair(7));
        repository.Git("add", ".");
        repository.Commit("side");
        repository.Git("checkout", "-q", "main");
        repository.Write("file.txt", "main\n");
        repository.Git("add", ".");
        repository.Commit("main");
        repository.TryGit("merge", "side").ExitCode.Should().NotBe(0);
        repository.Write("file.txt", "solved\n" + Generate.AwsPair(7) + Generate.AwsPair(8));
        repository.Git("add", ".");
        var refused = repository.TryGit("commit", "-m", "merge");
        refused.ExitCode.Should().Be(1);
        refused.Error.Should().Contain("file.txt:4:").And.NotContain("file.txt:2:");
        repository.Write("file.txt", "solved\n" + Generate.AwsPair(7));
        repository.Git("add", ".");
        repository.TryGit("commit", "-m", "merge").ExitCode.Should().Be(0);
    }

    [Fact]
    public void Submodules_intent_to_add_entries_and_unusual_names_are_handled()
    {
        using var repository = Installed("a.txt");
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{repository.Git("rev-parse", "HEAD").Trim()},sub");
        repository.Write("later.txt", Generate.AwsPair(9));
        repository.Git("add", "-N", "later.txt");
        repository.Write("odd \"name\"\u001b[31m\nx.txt", "clean\n");
        repository.Git("add", "odd*");
        repository.TryGit("commit", "-m", "x").ExitCode.Should().Be(0);
        repository.Write("odd \"name\"\u001b[31m\nx.txt", Generate.AwsPair(10));
        repository.Git("add", "odd*");
        var refused = repository.TryGit("commit", "-m", "x");
        refused.ExitCode.Should().Be(1);
        refused.Error.Should().NotContain("\u001b").And.Contain("\\u001b");
    }

    [Fact]
    public void The_target_of_a_symbolic_link_is_scanned()
    {
        using var repository = Installed("a.txt");
        File.CreateSymbolicLink(Path.Combine(repository.Folder, "link"), Generate.AwsKeyId(11));
        repository.Git("add", ".");
        repository.TryGit("commit", "-m", "x").ExitCode.Should().Be(1);
    }

    [Fact]
    public void A_skip_is_reported_and_an_allow_comment_is_counted()
    {
        using var repository = Installed("a.txt");
        repository.Write("f.txt", $"id = {Generate.AwsKeyId(12)}\n");
        repository.Git("add", ".");
        var skipped = repository.TryGit([("SECRETSENTRY_SKIP", "1")], "commit", "-m", "x");
        skipped.ExitCode.Should().Be(0);
        skipped.Error.Should().Contain("skipped, because SECRETSENTRY_SKIP is set");
        repository.Write("g.txt", $"id = {Generate.AwsKeyId(13)} # secretsentry:allow aws-access-key-id\n");
        repository.Git("add", ".");
        var allowed = repository.TryGit("commit", "-m", "x");
        allowed.ExitCode.Should().Be(0);
        allowed.Error.Should().Contain("1 finding accepted by a secretsentry:allow comment");
    }

    [Fact]
    public void An_existing_hook_runs_first_and_uninstall_restores_it_byte_for_byte()
    {
        using var repository = new TempRepository();
        var hook = Path.Combine(repository.Folder, ".git", "hooks", "pre-commit");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        var text = "#!/bin/sh\necho \"mine: $(basename \"$0\")\"\n[ ! -e refuse ] || exit 3";
        File.WriteAllText(hook, text);
        File.SetUnixFileMode(hook, (UnixFileMode)0b111_101_000);
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Secretsentry("install").Output.Should().Contain("already installed");
        repository.Write("a.txt", "clean\n");
        repository.Git("add", "a.txt");
        repository.TryGit("commit", "-m", "x").All.Should().Contain("mine: pre-commit");
        repository.Write("refuse", "");
        repository.TryGit("commit", "--allow-empty", "-m", "x").ExitCode.Should().Be(1);
        repository.Secretsentry("uninstall").ExitCode.Should().Be(0);
        File.ReadAllText(hook).Should().Be(text);
        File.GetUnixFileMode(hook).Should().Be((UnixFileMode)0b111_101_000);
        Directory.GetFiles(Path.GetDirectoryName(hook)!, "*secretsentry*").Should().BeEmpty();
    }

    private static TempRepository Installed(params string[] committed)
    {
        var repository = new TempRepository();
        foreach (var file in committed)
        {
            repository.Write(file, "clean\n");
        }

        if (committed.Length > 0)
        {
            repository.Git("add", ".");
            repository.Commit("base");
        }

        repository.Secretsentry("install").ExitCode.Should().Be(0);
        return repository;
    }
}
