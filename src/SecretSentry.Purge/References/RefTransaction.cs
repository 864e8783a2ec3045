using System.Text;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;

namespace SecretSentry.Purge.References;

/// <summary>Moves refs, all or none, each only from the value it is expected to have (git-update-ref, "transactions").</summary>
internal static class RefTransaction
{
    /// <summary>No hook of the repository, no clean-up on the side.</summary>
    public static readonly string[] Quiet = ["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "maintenance.auto=false"];

    /// <param name="directory">The repository.</param>
    /// <param name="moves">What moves.</param>
    /// <param name="message">For the reflogs.</param>
    /// <param name="started">Told the process id of git before anything moves.</param>
    /// <exception cref="PurgeException">A ref has another value than expected, or is locked; nothing was moved.</exception>
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
            // git has given up already and says why.
        }

        _ = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        if (git.ExitCode != 0)
        {
            throw new PurgeException(PurgeFailure.Changed,
                $"the refs could not be moved, so none was: {error.GetAwaiter().GetResult().Split('\n')[0].Trim()}; if somebody else is "
                + $"at work in the repository, let them finish, then make a new plan");
        }
    }
}
