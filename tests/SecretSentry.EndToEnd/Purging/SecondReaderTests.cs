namespace SecretSentry.EndToEnd.Purging;

/// <summary>
/// The second reader of a proof, through the published program. In some tests the program beside it is replaced by one that crashes or
/// gives wrong answers.
/// </summary>
public class SecondReaderTests
{
    private const string Name = "secretsentry-libgit2";

    [Theory]
    [InlineData()]
    [InlineData("--in-place", "--clean-up")]
    public void A_purge_is_proved_by_two_readers(params string[] options)
    {
        using var repository = CreateRepository(80);
        repository.Plan().ExitCode.Should().Be(1);
        var run = repository.Apply(options);
        run.ExitCode.Should().Be(0, run.All);
        run.Error.Should().MatchRegex($@"the second reader \({Reader}\) agrees: \d+ objects compared in \d+\.\d s");
        run.Output.Should().MatchRegex($@"Second reader \({Reader}\): \d+ objects searched in \d+\.\d s: no secret is left\.");
    }

    [Fact]
    public void Git_can_be_the_second_reader_and_there_can_be_none()
    {
        using var repository = CreateRepository(81);
        var found = repository.Secretsentry("purge", "verify", "--needles-from", repository.Rules, "--second-reader", "git");
        found.ExitCode.Should().Be(4, found.All);
        found.Output.Should().MatchRegex(@"NOT CLEAN \(second reader\): blob [0-9a-f]{40} in ")
            .And.MatchRegex(@"Second reader \(git version [^)]*\): \d+ objects searched in \d+\.\d s: 1 place is not clean\.")
            .And.NotContain("was not libgit2").And.NotContain(repository.Secret);
        var single = repository.Secretsentry("purge", "verify", "--needles-from", repository.Rules, "--second-reader", "none");
        single.ExitCode.Should().Be(4, single.All);
        single.Output.Should().NotContain("econd reader");
        repository.Secretsentry("purge", "verify", "--needles-from", repository.Rules, "--second-reader", "x").ExitCode.Should().Be(2);
    }

    [Theory]
    [InlineData("kill -SEGV $$", "libgit2 cannot read it (exit code 139).")]
    [InlineData("echo 'quoted' >&2; exit 3", "libgit2 cannot read it (exit code 3).")]
    [InlineData("exit 4", "libgit2, or a library that it needs, cannot be loaded.")]
    [InlineData("", "'secretsentry-libgit2' is not installed")]
    [InlineData("#", "'secretsentry-libgit2' cannot be started: ")]
    public void Git_is_the_second_reader_where_libgit2_does_not_work(string script, string reason)
    {
        using var repository = CreateRepository(82);
        var run = RunWith(repository, script, "purge", "verify", "--needles-from", repository.Rules);
        run.ExitCode.Should().Be(4, run.All);
        run.Output.Should().Contain("Second reader (git version ").And.Contain($"The second reader was not libgit2: {reason}")
            .And.Contain("NOT CLEAN (second reader): blob ");
    }

    /// <summary>The program beside ours reads with git, but changes what git prints.</summary>
    [Theory]
    [InlineData("sed '/^[0-9a-f]* blob 6$/,+1d'", "was not seen by the second reader")]
    [InlineData("sed 's/^clean$/wrong/'", "has another content than its id says")]
    [InlineData("sed 's/^\\([0-9a-f]*\\) blob 6$/\\1 missing/;T;n;d'", "cannot be read")]
    [InlineData("head -c -3", "objects in '")]
    [InlineData("cat; printf '%040d blob 0\\n\\n' 1", "was not seen by the first reader")]
    [InlineData("cat; exit 5", "objects in '")]
    public void Readers_that_disagree_are_no_proof(string change, string problem)
    {
        using var repository = CreateRepository(83);
        repository.Purge(apply: ["--second-reader", "none"]);
        var script = $"case $1 in refs) echo libgit2 test; git --git-dir=\"$2\" for-each-ref --format='%(objectname) %(refname)';; "
            + $"*) git --git-dir=\"$2\" cat-file --batch --batch-all-objects | {{ {change}; }};; esac";
        var run = RunWith(repository, script, "purge", "verify", "-C", repository.Clone, "--needles-from", repository.Rules);
        run.ExitCode.Should().Be(4, run.All);
        run.Output.Should().MatchRegex(@"objects and \d+ files searched, 0 branches compared: no secret is left\.")
            .And.MatchRegex(@"Second reader \(libgit2 test\): \d+ objects? searched in \d+\.\d s: \d+ places? (is|are) not clean\.")
            .And.Contain("NOT CLEAN (second reader): ").And.Contain(problem);
    }

    [Fact]
    public void An_interrupt_ends_a_second_reader_that_does_not_answer()
    {
        using var repository = CreateRepository(84);
        var mark = Path.Combine(repository.Outside, "mark");
        var program = Install(repository, $"[ $1 = refs ] && {{ echo libgit2 test; exit; }}; touch '{mark}'; exec sleep 100");
        var start = new System.Diagnostics.ProcessStartInfo("env",
            ["--default-signal=INT", program, "purge", "verify", "-C", repository.Folder, "--needles-from", repository.Rules])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        for (var i = 0; i < 600 && !File.Exists(mark); i++)
        {
            Thread.Sleep(50);
        }

        Programs.Start("kill", repository.Folder, ["-INT", $"{process.Id}"]).ExitCode.Should().Be(0);
        process.WaitForExit(TimeSpan.FromSeconds(10)).Should().BeTrue("the interrupt ends the command");
        process.ExitCode.Should().Be(130);
    }

    /// <summary>The name in a message: libgit2 when it is installed beside the program, as install.sh does, otherwise git.</summary>
    private static string Reader => File.Exists(Path.Combine(Path.GetDirectoryName(Programs.Secretsentry)!, Name)) ? "libgit2 1[.0-9]*"
        : "git version [^)]*";

    private static PurgedRepository CreateRepository(int seed)
    {
        var repository = new PurgedRepository(seed);
        repository.Commit("clean", "clean\n");
        repository.Commit("file", $"{repository.Secret}\n");
        repository.Git("tag", "-a", "v1", "-m", "first");
        repository.Commit("dir/other", "later\n");
        return repository;
    }

    private static Run RunWith(PurgedRepository repository, string script, params string[] arguments) =>
        Programs.Start(Install(repository, script), repository.Folder, arguments);

    /// <summary>
    /// Copies the program, and puts a script beside it as its second reader: none when the script is empty, and a file that is not a
    /// program when it is "#". Returns the path of the copy.
    /// </summary>
    private static string Install(PurgedRepository repository, string script)
    {
        var (source, folder) = (Path.GetDirectoryName(Programs.Secretsentry)!, Path.Combine(repository.Outside, "program"));
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(source)
            .Where(file => !Path.GetFileName(file).StartsWith(Name, StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var reader = Path.Combine(folder, Name);
        if (script.Length > 0)
        {
            File.WriteAllText(reader, script == "#" ? "" : $"#!/bin/sh\n{script}\n");
            File.SetUnixFileMode(reader, script == "#" ? UnixFileMode.UserRead : (UnixFileMode)0b111_101_101);
        }

        return Path.Combine(folder, Path.GetFileName(Programs.Secretsentry));
    }
}
