using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using SecretSentry.Git.Process;

namespace SecretSentry.Tests.Git;

[SupportedOSPlatform("linux")]
public class CallingGitTests
{
    /// <summary>git runs an alias in a shell, as it runs a hook. The shell says its number and waits until its input ends.</summary>
    [Fact]
    public void The_arguments_of_the_git_command_above_a_program_are_found()
    {
        const string alias = "alias.wait=!echo $$; read x; true";
        using var git = Process.Start(new ProcessStartInfo("git", ["-c", alias, "wait", "--cleanup=strip"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var shell = int.Parse(git.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        CallingGit.FindArguments(shell).Should().Equal("git", "-c", alias, "wait", "--cleanup=strip");
        git.StandardInput.Close();
        git.WaitForExit();
    }

    [Fact]
    public void A_program_that_does_not_exist_has_no_git_command_above_it() => CallingGit.FindArguments(int.MaxValue).Should().BeEmpty();
}
