using System.IO.Compression;
using System.Text;

namespace SecretSentry.EndToEnd.Verdicts;

/// <summary>Bare repositories, submodules, other worktrees and unusual objects are read, or are a gap.</summary>
public class PlacesTests
{
    [Fact]
    public void A_bare_repository_is_read_as_a_repository()
    {
        using var repository = CreateDirty();
        repository.Git("clone", "-q", "--bare", ".", "bare.git");
        var bare = Path.Combine(repository.Folder, "bare.git");
        foreach (var arguments in new string[][] { ["-C", bare], [bare], ["bare.git"], ["-C", bare, "--history"],
            ["-C", Path.Combine(repository.Folder, ".git")] })
        {
            var run = repository.Secretsentry(["scan", .. arguments, "--no-progress"]);
            run.ExitCode.Should().Be(1, "{0}: {1}", string.Join(' ', arguments), run.All);
        }
    }

    [Fact]
    public void A_folder_of_bare_clones_is_a_gap_that_says_what_to_do()
    {
        using var repository = CreateDirty();
        var folder = Path.Combine(repository.Folder, ".git", "clones");
        repository.Git("clone", "-q", "--bare", ".", Path.Combine(folder, "one.git"));
        repository.Git("clone", "-q", "--bare", ".", Path.Combine(folder, "group", "two.git"));
        File.WriteAllText(Path.Combine(folder, "readme.txt"), "clones\n");
        var run = repository.Secretsentry("scan", folder, "--no-gitignore");
        run.ShouldBeGap("packs are not files of text");
        run.Output.Should().Contain("--history").And.Contain("one.git").And.Contain("two.git");
        repository.Secretsentry("scan", "--history", folder, "--no-progress").ExitCode.Should().Be(1);
    }

    [Fact]
    public void A_bare_clone_among_the_files_of_a_project_is_a_gap()
    {
        using var repository = CreateDirty();
        using var project = new TempRepository();
        project.Commit("a.txt", "one\n");
        repository.Git("clone", "-q", "--bare", ".", Path.Combine(project.Folder, "mirrors", "one.git"));
        project.Secretsentry("scan").ShouldBeGap("the mirror is not looked into");
    }

    [Fact]
    public void A_git_directory_whose_worktree_is_elsewhere_is_read()
    {
        using var repository = CreateDirty();
        using var home = new TempRepository();
        var dotfiles = Path.Combine(home.Folder, "dotfiles");
        repository.Git("clone", "-q", "--bare", ".", dotfiles);
        home.Git("-C", dotfiles, "config", "core.bare", "false");
        home.Git("-C", dotfiles, "config", "core.worktree", home.Folder);
        home.Secretsentry("scan", "-C", dotfiles, "--history", "--no-progress").ExitCode.Should().Be(1);
        home.Secretsentry("scan", "-C", dotfiles, "--no-progress").ExitCode.Should().Be(1);
    }

    [Fact]
    public void Submodules_are_read_in_the_files_and_in_the_history()
    {
        using var repository = CreateWithSubmodule("libs/inner");
        var history = Verdict.ScanTwice(repository, "--history");
        history.ExitCode.Should().Be(1, history.All);
        history.Output.Should().Contain(".git/modules/libs/inner");
        var files = repository.Secretsentry("scan");
        files.ExitCode.Should().Be(1, files.All);
        files.Output.Should().Contain("libs/inner/s.txt:");
        repository.Git("submodule", "deinit", "-q", "--all", "--force");
        Verdict.ScanTwice(repository, "--history").ExitCode.Should().Be(1, "its repository is still in the git directory");
        var without = repository.Secretsentry("scan");
        without.ExitCode.Should().Be(0, without.All);
        without.Output.Should().Contain("submodules that are not checked out");
    }

    [Fact]
    public void A_submodule_whose_repository_is_damaged_is_a_gap()
    {
        using var repository = CreateWithSubmodule("inner");
        File.WriteAllText(Path.Combine(repository.Folder, ".git", "modules", "inner", "refs", "heads", "main"), "garbage\n");
        File.Delete(Path.Combine(repository.Folder, ".git", "modules", "inner", "packed-refs"));
        var run = repository.Secretsentry("scan", "--history", "--no-progress", "--exclude", "s.txt");
        run.ShouldBeGap("a ref of the submodule");
    }

    [Fact]
    public void A_folder_in_the_place_of_a_submodule_is_a_gap()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        var head = repository.Git("rev-parse", "HEAD").Trim();
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{head},src");
        repository.Write("src/s.txt", $"key {Generate.AwsKeyId(1)}\n");
        repository.Secretsentry("scan").ShouldBeGap("git lists no file of it");
    }

    [Fact]
    public void Reachable_includes_the_HEADs_of_all_worktrees()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Git("worktree", "add", "-q", "--detach", "tree");
        var tree = Path.Combine(repository.Folder, "tree");
        File.WriteAllText(Path.Combine(tree, "s.txt"), $"key {Generate.AwsKeyId(1)}\n");
        Programs.Start("git", tree, ["add", "."]).ExitCode.Should().Be(0);
        Programs.Start("git", tree, ["-c", "user.name=A", "-c", "user.email=a@example.invalid", "commit", "-q", "-m", "s"]).ExitCode
            .Should().Be(0);
        foreach (var folder in new[] { repository.Folder, tree })
        {
            repository.Secretsentry("scan", "--history", "--reachable", "-C", folder, "--no-progress").ExitCode.Should().Be(1);
        }
    }

    [Theory]
    [InlineData("new.txt")]
    [InlineData("deep/folder/new.txt")]
    [InlineData("ключ.txt")]
    public void Staged_content_that_is_in_no_commit_has_its_path(string path)
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Write(path, $"key {Generate.AwsKeyId(1)}\n");
        repository.Git("add", ".");
        var run = Verdict.ScanTwice(repository, "--history", "--format", "jsonl");
        run.ExitCode.Should().Be(1, run.All);
        System.Text.Json.JsonDocument.Parse(run.Output.Split('\n')[0]).RootElement.GetProperty("file").GetString().Should().Be(path);
    }

    [Fact]
    public void The_empty_tree_that_only_git_knows_is_no_damage()
    {
        using var repository = new TempRepository();
        var empty = repository.Git("hash-object", "-t", "tree", "/dev/null").Trim();
        var commit = repository.Git("commit-tree", "-m", "empty", empty).Trim();
        repository.Git("update-ref", "refs/heads/main", commit);
        repository.Git("tag", "-a", "-m", "a tag of the empty tree", "empty", empty);
        repository.Git("update-ref", "refs/tags/light", empty);
        Directory.Exists(Path.Combine(repository.Folder, ".git", "objects", empty[..2])).Should().BeFalse();
        var run = Verdict.ScanTwice(repository, "--history");
        run.ExitCode.Should().Be(0, run.All);
    }

    [Theory]
    [InlineData("blob")]
    [InlineData("commit")]
    [InlineData("tree")]
    [InlineData("tag")]
    public void An_object_with_the_content_of_another_is_a_gap(string kind)
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Git("tag", "-a", "-m", "first", "one");
        repository.Commit("b.txt", "two\n");
        repository.Git("tag", "-a", "-m", "second", "two");
        var (target, source) = kind switch
        {
            "blob" => ("HEAD:a.txt", "HEAD:b.txt"),
            "commit" => ("HEAD", "HEAD~1"),
            "tree" => ("HEAD^{tree}", "HEAD~1^{tree}"),
            _ => ("two", "one"),
        };
        string Locate(string name) => repository.Git("rev-parse", name).Trim() is var id
            ? Path.Combine(repository.Folder, ".git", "objects", id[..2], id[2..]) : "";
        var (to, from) = (Locate(target), Locate(source));
        File.Delete(to);
        File.Copy(from, to);
        Verdict.ScanTwice(repository, "--history").ShouldBeGap($"a {kind} has the content of another");
    }

    [Fact]
    public void Commits_and_tags_that_name_nothing_are_gaps()
    {
        (string, string)[] objects = [("commit", "author A <a@example.invalid> 1 +0000\n\nno tree\n"), ("tag", "tag x\n\nno object\n")];
        foreach (var (kind, text) in objects)
        {
            using var repository = new TempRepository();
            repository.Commit("a.txt", "one\n");
            repository.Write(".git/text", text);
            repository.Git("hash-object", "-w", "-t", kind, "--literally", ".git/text");
            repository.Secretsentry("scan", "--history", "--no-progress").ShouldBeGap(kind);
        }
    }

    [Fact]
    public void Files_that_are_nested_too_deep_are_found_in_the_history_and_are_a_gap_of_a_selection()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Write(".git/text", $"key {Generate.AwsKeyId(1)}\n");
        var id = repository.Git("hash-object", "-w", ".git/text").Trim();
        var mode = "100644";
        for (var depth = 0; depth < 2060; depth++)
        {
            id = WriteTree(repository, mode, id);
            mode = "40000";
        }

        var commit = repository.Git("commit-tree", "-m", "deep", "-p", "HEAD", id).Trim();
        repository.Git("update-ref", "refs/heads/main", commit);
        repository.Secretsentry("scan", "--history", "--no-progress").ExitCode.Should().Be(1);
        repository.Secretsentry("scan", "--history", "--refs", "main", "--no-progress").ExitCode.Should().Be(3);
        repository.Secretsentry("scan", "--history", "--reachable", "--no-progress").ExitCode.Should().Be(3);
    }

    private static TempRepository CreateDirty()
    {
        var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Commit("s.txt", $"key {Generate.AwsKeyId(1)}\n");
        return repository;
    }

    private static TempRepository CreateWithSubmodule(string path)
    {
        using var inner = CreateDirty();
        var repository = new TempRepository();
        repository.Git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.Folder, path);
        repository.Commit("submodule");
        return repository;
    }

    /// <summary>Writes a tree with one entry as a file, which is faster than a thousand starts of git.</summary>
    private static string WriteTree(TempRepository repository, string mode, string id)
    {
        byte[] entry = [.. Encoding.ASCII.GetBytes($"{mode} d\0"), .. Convert.FromHexString(id)];
        byte[] content = [.. Encoding.ASCII.GetBytes($"tree {entry.Length}\0"), .. entry];
#pragma warning disable CA5350 // git names objects so
        var name = Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData(content));
#pragma warning restore CA5350
        var file = Path.Combine(repository.Folder, ".git", "objects", name[..2], name[2..]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var stream = new ZLibStream(File.Create(file), CompressionLevel.Fastest);
        stream.Write(content);
        return name;
    }
}
