namespace SecretSentry.Git.Process;

/// <summary>Reads and writes the pipes of a program that was started with pipes for all three streams.</summary>
internal static class ProcessPipes
{
    /// <summary>
    /// Writes the standard input, waits for the end of the program, and returns its exit code, standard output and standard error. The
    /// texts may be longer than a pipe buffer.
    /// </summary>
    /// <exception cref="GitException">The program is a git that waited for a pipe of the repository.</exception>
    public static (int Code, byte[] Output, string Error) Collect(System.Diagnostics.Process program, string input)
    {
        var feeding = input.Length > 0 ? Task.Run(() => Feed(program.StandardInput, [input])) : Task.CompletedTask;
        if (input.Length == 0)
        {
            program.StandardInput.Close();
        }

        var error = program.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        program.StandardOutput.BaseStream.CopyTo(output);
        program.WaitForExit();
        feeding.GetAwaiter().GetResult();
        if (program is GitProcess { WaitedForPipe: true })
        {
            throw new GitException(GitErrorKind.CommandFailed,
                "git waited for a pipe that is in the place of a file of the repository, or of a file that its configuration names");
        }

        return (program.ExitCode, output.ToArray(), error.GetAwaiter().GetResult());
    }

    /// <summary>
    /// Writes texts to the standard input and closes it. The program may exit before it has read everything; its exit code or output shows
    /// whether it failed.
    /// </summary>
    public static void Feed(StreamWriter input, IEnumerable<string> texts)
    {
        try
        {
            foreach (var text in texts)
            {
                input.Write(text);
            }

            input.Close();
        }
        catch (IOException)
        {
            // The pipe is closed at the other end.
        }
    }
}
