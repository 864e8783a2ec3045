using System.Diagnostics;
using SecretSentry.EndToEnd.Verdicts;

namespace SecretSentry.EndToEnd.Damage;

/// <summary>
/// Ctrl-C ends every command within a second with 130. A command before its first step, and a hook, are ended by the signal itself, which a
/// shell also shows as 130.
/// </summary>
public class InterruptTests
{
    /// <summary>A second, and as much again for a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A command that ends so soon after the signal was sent may have been about to end.</summary>
    private static readonly TimeSpan JustBefore = TimeSpan.FromMilliseconds(50);

    [Theory]
    [InlineData("scan --stdin", false)]
    [InlineData("hook pre-push -- origin x", false)]
    [InlineData("scan .", true)]
    [InlineData("scan --history --no-cache", true)]
    [InlineData("scan --range HEAD~1..HEAD", true)]
    [InlineData("scan --history --repos-from list", true)]
    [InlineData("baseline create", true)]
    [InlineData("explain 0123456789abcdef", true)]
    [InlineData("install", true)]
    [InlineData("uninstall", true)]
    [InlineData("doctor", true)]
    [InlineData("purge plan --replace-text list --no-progress", true)]
    [InlineData("purge apply .git/plan --yes", true)]
    [InlineData("purge verify .git/plan", true)]
    [InlineData("hook commit-msg -- message", true)]
    public void A_command_that_waits_for_input_or_git_ends_within_a_second(string command, bool isGitSlow)
    {
        using var repository = CreateLarge(1);
        ShouldEnd(repository, isGitSlow, command.Split(' '));
    }

    [Theory]
    [InlineData("scan --history --no-cache --threads 1")]
    [InlineData("scan . --threads 1")]
    [InlineData("scan --no-gitignore --threads 1")]
    [InlineData("baseline create")]
    [InlineData("explain 0123456789abcdef")]
    public void A_command_that_computes_ends_within_a_second(string command)
    {
        using var repository = CreateLarge(60);
        ShouldEnd(repository, isGitSlow: false, command.Split(' '));
    }

    [Fact]
    public void The_check_of_rules_ends_within_a_second()
    {
        using var repository = CreateLarge(1);
        ShouldEnd(repository, isGitSlow: false, "rules", "check", Path.Combine(Programs.Top, "patterns"));
    }

    private static void ShouldEnd(TempRepository repository, bool isGitSlow, params string[] arguments)
    {
        // A shell that starts tests in the background lets them ignore the signal.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Programs.Secretsentry, .. arguments])
        {
            WorkingDirectory = repository.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (isGitSlow)
        {
            start.Environment["PATH"] = $"{Path.Combine(repository.Folder, ".git", "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Thread.Sleep(TimeSpan.FromMilliseconds(250));
        var (watch, sent) = (Stopwatch.StartNew(), DateTime.Now);
        Programs.Start("kill", repository.Folder, ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var hasEnded = process.WaitForExit(TimeSpan.FromSeconds(10));
        process.Kill(entireProcessTree: true);
        hasEnded.Should().BeTrue("Ctrl-C ends {0}", string.Join(' ', arguments));
        watch.Elapsed.Should().BeLessThan(Patience);
        if (process.ExitTime < sent + JustBefore)
        {
            process.ExitCode.Should().BeOneOf([0, 1, 2, 3, 4, 5, 130], "a command that is short may end before the signal");
            return;
        }

        process.ExitCode.Should().Be(130, output.IsCompleted && error.IsCompleted ? output.Result + error.Result : "");
    }

    private static TempRepository CreateLarge(int files)
    {
        var repository = new TempRepository();
        for (var file = 0; file < files; file++)
        {
            repository.Write($"f{file}.txt", string.Concat(Enumerable.Range(0, 10_000)
                .Select(line => $"key{line} = \"{Generate.Random(30, (file * 10_000) + line)}\"\n")));
        }

        repository.Write("list", ".\n");
        repository.Write("message", "words\n");
        repository.Git("add", ".");
        repository.Commit("large");
        repository.Commit("last.txt", "last\n");
        repository.Write(".git/bin/git", "#!/bin/sh\nexec sleep 15\n");
        File.SetUnixFileMode(Path.Combine(repository.Folder, ".git", "bin", "git"), (UnixFileMode)0b111_101_101);
        return repository;
    }
}
