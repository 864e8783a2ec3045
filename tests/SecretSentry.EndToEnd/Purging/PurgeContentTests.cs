using System.Globalization;
using System.Text;

namespace SecretSentry.EndToEnd.Purging;

/// <summary>Secrets in files: scenarios R1 to R3 and R11 to R13 of the purge.</summary>
public class PurgeContentTests
{
    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 1)]
    public void R1_A_secret_in_the_first_commit_changes_all_commits_and_a_secret_in_the_last_changes_one(bool isInRoot, int changed)
    {
        using var repository = new PurgedRepository(1);
        for (var i = 0; i < 4; i++)
        {
            repository.Commit("file", isInRoot && i == 0 || !isInRoot && i == 3 ? $"key {repository.Secret}\n"
                : $"version {i}\n", $"commit {i}");
        }

        var before = repository.Git("rev-list", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        repository.Purge();
        var after = repository.InClone("rev-list", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        after.Except(before).Should().HaveCount(changed);
        repository.Trees(repository.Clone).Should().Equal(repository.Trees(repository.FilteredByFilterRepo()));
        repository.Git("rev-list", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries).Should()
            .Equal(before, "a purge into a clone does not change the repository");
    }

    [Fact]
    public void R2_Commits_before_the_first_secret_keep_their_ids()
    {
        using var repository = new PurgedRepository(2);
        var rules =
            $"literal:{repository.Secret}\nliteral:{Generate.Random(20, 21)}==>gone\nregex:tok-[0-9]{{8}}\\b==>(\\g<0>)\n"
                .Replace("(\\g<0>)", "token", StringComparison.Ordinal);
        File.WriteAllText(repository.Rules, rules);
        var root = repository.Commit("a", "clean\n", "one");
        var second = repository.Commit("b", "clean too\n", "two");
        repository.Git("checkout", "-q", "-b", "side");
        repository.Commit("c", $"x {repository.Secret} y {repository.Secret}\n", "three");
        repository.Git("checkout", "-q", "main");
        var clean = repository.Commit("d", "clean\n", "four");
        repository.Commit("a", $"{Generate.Random(20, 21)}\n", "five");
        repository.Git("merge", "-q", "-m", "six", "side");
        repository.Git("checkout", "-q", "-b", "other", clean);
        repository.Commit("e", "x tok-12345678 y tok-123456789 z\n", "seven");
        repository.Purge();
        var after = repository.InClone("rev-list", "--all");
        after.Should().Contain(root).And.Contain(second).And.Contain(clean);
        repository.InClone("show", "other:e").Should().Be("x token y tok-123456789 z\n");
        repository.InClone("show", "main:a").Should().Be("gone\n");
        repository.Trees(repository.Clone).Should().Equal(repository.Trees(repository.FilteredByFilterRepo()));
    }

    [Fact]
    public void R3_A_secret_that_is_added_again_at_another_path_is_replaced_at_both()
    {
        using var repository = new PurgedRepository(3);
        repository.Commit("a", $"{repository.Secret}\n", "in");
        repository.Commit("a", "clean\n", "out");
        repository.Commit("deep/er/b", $"again {repository.Secret}\n", "in again");
        repository.Purge();
        repository.InClone("show", "main~2:a").Should().Be("***REMOVED***\n");
        repository.InClone("show", "main~1:a").Should().Be("clean\n");
        repository.InClone("show", "main:deep/er/b").Should().Be("again ***REMOVED***\n");
    }

    [Fact]
    public void R11_Modes_links_and_submodules_are_preserved()
    {
        using var repository = new PurgedRepository(11);
        repository.Write("run.sh", $"#!/bin/sh\n# {repository.Secret}\n");
        File.SetUnixFileMode(Path.Combine(repository.Folder, "run.sh"), (UnixFileMode)0b111_101_101);
        File.CreateSymbolicLink(Path.Combine(repository.Folder, "link"), $"to/{repository.Secret}");
        repository.Git("add", ".");
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{new string('1', 40)},deep/module");
        repository.Git("commit", "-q", "-m", "one");
        var plan = repository.Plan();
        plan.Output.Should().Contain("1 commits of submodules are referenced");
        repository.Apply("--no-progress").ExitCode.Should().Be(0);
        var tree = repository.InClone("ls-tree", "-r", "main");
        tree.Should().Contain($"160000 commit {new string('1', 40)}\tdeep/module").And.Contain("120000 blob").And.Contain("100755 blob");
        repository.InClone("cat-file", "blob", "main:link").Should().Be("to/***REMOVED***");
    }

    [Fact]
    public void R12_Only_the_secret_is_removed_in_every_encoding()
    {
        using var repository = new PurgedRepository(12);
        var (secret, put) = (repository.Secret, "***REMOVED***");
        (string Path, Encoding Encoding, bool HasMark)[] files =
        [
            ("utf8", new UTF8Encoding(false), false), ("latin1", Encoding.Latin1, false), ("le", new UnicodeEncoding(false, true), true),
            ("be", new UnicodeEncoding(true, true), true),
            ("le-plain", new UnicodeEncoding(false, false), false), ("be-plain", new UnicodeEncoding(true, false), false),
            ("utf32", new UTF32Encoding(false, true), true),
        ];
        foreach (var (path, encoding, hasMark) in files)
        {
            repository.Write(path, [.. hasMark ? encoding.GetPreamble() : [],
                .. encoding.GetBytes($"caf\u00e9 {secret}\r\nnext {secret}x\r\n")]);
        }

        repository.Write("binary", [0, 1, 2, .. Encoding.ASCII.GetBytes(secret), 0xFF, 0, .. Encoding.Unicode.GetBytes(secret), 7]);
        repository.Write("encoded",
            $"data: {Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + secret + ":x"))}\nhex: "
            + $"{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret))}\n");
        repository.Git("add", ".");
        repository.Git("commit", "-q", "-m", "one");
        repository.Purge();
        repository.Git("clone", "-q", "-c", "core.autocrlf=false", repository.Clone, Path.Combine(repository.Outside, "checkout"));
        foreach (var (path, encoding, hasMark) in files)
        {
            Read(path).Should()
                .Equal([.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"caf\u00e9 {put}\r\nnext {put}x\r\n")], path);
        }

        Read("binary").Should().Equal([0, 1, 2, .. Encoding.ASCII.GetBytes(put), 0xFF, 0, .. Encoding.Unicode.GetBytes(put), 7]);
        var decoded =
            Encoding.Latin1.GetString(Convert.FromBase64String(Encoding.ASCII.GetString(Read("encoded"))
            .Split('\n')[0]["data: ".Length..]));
        decoded.Should().StartWith("user:").And.EndWith(":x").And.NotContain(secret[4..12]);

        byte[] Read(string path) => File.ReadAllBytes(Path.Combine(repository.Outside, "checkout", path));
    }

    [Fact]
    public void R13_A_purge_of_ten_thousand_blobs_needs_little_memory()
    {
        using var repository = new PurgedRepository(13);
        var stream = new StringBuilder("commit refs/heads/main\ncommitter A <a@example.invalid> 1700000000 +0000\ndata 4\nmany\n");
        for (var i = 0; i < 10_000; i++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"file {i}\n{repository.Secret}\n");
            stream.Append(CultureInfo.InvariantCulture, $"M 100644 inline d{i / 100}/f{i}\ndata {text.Length}\n{text}\n");
        }

        Programs.Start("git", repository.Folder, ["fast-import", "--quiet"], input: Encoding.ASCII.GetBytes(stream.ToString()))
            .ExitCode.Should().Be(0);
        repository.Plan().Output.Should().Contain("10,000 places");
        Memory.PeakOf(repository.Folder, "purge", "apply", repository.PlanFolder, "--yes").Should().BeLessThan(400);
        repository.InClone("show", "main:d7/f777").Should().Be("file 777\n***REMOVED***\n");
        repository.InClone("grep", "-c", "-F", "***REMOVED***", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries).Should()
            .HaveCount(10_000);
    }
}
