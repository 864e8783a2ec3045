using System.Text;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;

namespace SecretSentry.Purge.References;

/// <summary>Moves all refs or none. Each ref must have its expected value (git-update-ref, "transactions").</summary>
internal static class RefTransaction
{
    /// <summary>Options that disable the repository's hooks and automatic clean-up.</summary>
    public static readonly string[] Quiet = ["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "maintenance.auto=false"];

    /// <summary>A process that a signal ended has this exit code or a higher one. Some refs may have moved.</summary>
    private const int Killed = 129;

    /// <summary>Moves the refs.</summary>
    /// <param name="directory">The repository.</param>
    /// <param name="moves">Refs to move.</param>
    /// <param name="message">Message for the reflogs.</param>
    /// <param name="started">Receives the process id of git before anything moves.</param>
    /// <exception cref="PurgeException">A ref does not have its expected value, or is locked. Nothing was moved.</exception>
    /// <exception cref="GitException">git was ended. Some refs may have moved.</exception>
    public static void Run(string directory, IReadOnlyList<RefMove> moves, string message, Action<int> started)
    {
        if (moves.Count == 0)
        {
            return;
        }

        using var git = GitProgram.Start(directory, [.. Quiet, "update-ref", "-m", message, "--no-deref", "--stdin", "-z"]);
        started(git.Id);
        var error = git.StandardError.ReadToEndAsync();
        try
        {
            var input = git.StandardInput.BaseStream;
            input.Write("start\0"u8);
            foreach (var move in moves)
            {
                input.Write(Encoding.Latin1.GetBytes($"update {move.Name}\0{move.New}\0{move.Old}\0"));
            }

            input.Write("prepare\0commit\0"u8);
            git.StandardInput.Close();
        }
        catch (IOException)
        {
            // git has already exited and reports the reason.
        }

        _ = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        if (git.ExitCode >= Killed)
        {
            throw new GitException(GitErrorKind.CommandFailed, "git was ended while it moved the refs");
        }

        if (git.ExitCode != 0)
        {
            throw new PurgeException(PurgeFailure.Changed,
                $"no ref was moved ({GitWords.Describe(error.GetAwaiter().GetResult())}); if somebody else uses "
                + $"the repository, wait until they finish, then make a new plan");
        }
    }
}
