namespace SecretSentry.EndToEnd.Purging;

/// <summary>Faults P3 and P7: a purge that is stopped says what was changed, and the same command completes it.</summary>
public class PurgeStopTests
{
    /// <summary>
    /// git is killed in the middle of writing a file, together with the program. A checkout by git writes to the file itself.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(17)]
    public void A_purge_that_is_killed_while_a_file_is_written_is_completed_by_the_same_command(int written)
    {
        using var repository = new PurgedRepository(70);
        repository.Commit("file", $"{repository.Secret}\nlater line of the file\n");
        repository.Commit("dir/other", $"x {repository.Secret}\n");
        repository.Plan().ExitCode.Should().Be(1);
        Kill("checkout", $"head -c {written} dir/other >part; rm dir/other; mv part dir/other");
        Directory.EnumerateFiles(repository.Folder, "*", SearchOption.TopDirectoryOnly).Should().NotContain(name => name.EndsWith("part"));
        Kill("checkout-index", $"\"$REAL\" \"$@\"; for p; do case $p in --prefix=*) f=${{p#--prefix=}}dir/other; head -c {written} \"$f\" "
            + ">part; mv part \"$f\";; esac; done");
        var again = repository.Apply("--in-place", "--clean-up");
        again.ExitCode.Should().Be(0, again.All);
        repository.Git("status", "--porcelain").Should().BeEmpty();
        File.ReadAllText(Path.Combine(repository.Folder, "dir", "other")).Should().Be("x ***REMOVED***\n");
        File.ReadAllText(Path.Combine(repository.Folder, "file")).Should().Be("***REMOVED***\nlater line of the file\n");
        repository.ContainsSecret(Path.Combine(repository.Folder, ".git")).Should().BeFalse();

        void Kill(string command, string script) => new FakeGit(repository.Outside, command, $"{script}\ntouch \"$MARK\"\nsleep 20")
            .Signal(repository.Folder, "KILL", isForGroup: true, "purge", "apply", repository.PlanFolder, "--yes", "--in-place",
                "--clean-up");
    }

    /// <summary>The commands are the last ones before the clone gets its name: packing, and the proof.</summary>
    [Theory]
    [InlineData("bundle", "nothing was changed")]
    [InlineData("repack", "the repository was not changed; the new clone is not complete: '")]
    [InlineData("fsck", "the repository was not changed; the new clone is not complete: '")]
    public void An_interrupted_purge_into_a_clone_leaves_no_clone_and_says_so(string command, string words)
    {
        using var repository = new PurgedRepository(71);
        repository.Commit("file", $"{repository.Secret}\n");
        repository.Plan().ExitCode.Should().Be(1);
        var before = PurgedRepository.Contents(repository.Folder);
        var run = new FakeGit(repository.Outside, command, "touch \"$MARK\"\nsleep 20").Signal(repository.Folder, "INT", isForGroup: true,
            "purge", "apply", repository.PlanFolder, "--yes");
        run.ExitCode.Should().Be(130, run.All);
        run.Error.Should().Contain("interrupted; " + words);
        Directory.Exists(repository.Clone).Should().BeFalse();
        PurgedRepository.Contents(repository.Folder).Should().Be(before);
        repository.Apply().ExitCode.Should().Be(0);
        repository.ContainsSecret(repository.Clone).Should().BeFalse();
    }

    [Theory]
    [InlineData("bundle", "nothing was changed")]
    [InlineData("diff-tree", "no ref and no file was changed")]
    [InlineData("update-ref", "may have been changed; run the same command again to complete the purge, or 'secretsentry purge undo ")]
    [InlineData("read-tree", "may have been changed; run the same command again to complete the purge, or 'secretsentry purge undo ")]
    [InlineData("gc", "the history is rewritten; run the same command again")]
    [InlineData("fsck", "the history is rewritten; run the same command again")]
    public void An_interrupted_purge_in_place_says_what_was_changed(string command, string words)
    {
        using var repository = new PurgedRepository(72);
        repository.Commit("file", $"{repository.Secret}\n");
        repository.Plan().ExitCode.Should().Be(1);
        var (before, refs) = (PurgedRepository.Contents(repository.Folder), repository.Git("for-each-ref"));
        string[] apply = ["purge", "apply", repository.PlanFolder, "--yes", "--in-place", "--clean-up"];
        var run = new FakeGit(repository.Outside, command, "touch \"$MARK\"\nsleep 20").Signal(repository.Folder, "INT", isForGroup: true,
            apply);
        run.ExitCode.Should().NotBe(0, run.All);
        run.Error.Should().Contain(words);
        if (words.StartsWith("nothing", StringComparison.Ordinal))
        {
            PurgedRepository.Contents(repository.Folder).Should().Be(before);
        }
        else if (words.StartsWith("no ref", StringComparison.Ordinal))
        {
            repository.Git("for-each-ref").Should().Be(refs);
            repository.Git("status", "--porcelain").Should().BeEmpty();
        }
        else
        {
            run.Error.Should().NotContain("nothing was changed");
        }

        var again = repository.Apply("--in-place", "--clean-up");
        again.ExitCode.Should().Be(0, again.All);
        repository.ContainsSecret(Path.Combine(repository.Folder, ".git")).Should().BeFalse();
    }

    [Theory]
    [InlineData("bundle verify", "nothing was changed")]
    [InlineData("bundle create", "nothing was changed")]
    [InlineData("read-tree", "may have been changed; run the same command again")]
    public void A_failure_of_git_says_what_was_changed(string command, string words)
    {
        using var repository = new PurgedRepository(73);
        repository.Commit("file", $"{repository.Secret}\n");
        repository.Plan().ExitCode.Should().Be(1);
        var before = PurgedRepository.Contents(repository.Folder);
        var run = new FakeGit(repository.Outside, command.Split(' ')[0],
            $"case \" $* \" in *\" {command} \"*) echo 'error: made by the test' >&2; exit 1 ;; esac").Run(repository.Folder,
            "purge", "apply", repository.PlanFolder, "--yes", "--in-place");
        run.ExitCode.Should().Be(3, run.All);
        run.Error.Should().Contain(words);
        if (words.StartsWith("nothing", StringComparison.Ordinal))
        {
            PurgedRepository.Contents(repository.Folder).Should().Be(before);
        }

        repository.Apply("--in-place", "--clean-up").ExitCode.Should().Be(0);
        repository.ContainsSecret(Path.Combine(repository.Folder, ".git")).Should().BeFalse();
    }
}
