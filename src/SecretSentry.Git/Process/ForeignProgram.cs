using System.Diagnostics;

namespace SecretSentry.Git.Process;

/// <summary>Starts a program that a user has installed, such as a hook of another tool.</summary>
public static class ForeignProgram
{
    /// <summary>Runs a program and waits for it.</summary>
    /// <param name="path">Path of the program file.</param>
    /// <param name="directory">Working directory of the program.</param>
    /// <param name="environment">Variables to add to the environment.</param>
    /// <param name="arguments">Arguments of the program.</param>
    /// <param name="input">Text for standard input. It must fit into the buffer of a pipe.</param>
    /// <returns>The exit code, and the standard error followed by the standard output.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static (int Code, string Words) Run(string path, string directory, IEnumerable<(string Name, string Value)> environment,
        IEnumerable<string> arguments, string input)
    {
        ArgumentNullException.ThrowIfNull(environment);
#pragma warning disable RS0030 // this folder starts programs for all others
        var start = new ProcessStartInfo(path, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = System.Diagnostics.Process.Start(start)!;
#pragma warning restore RS0030
        ProcessPipes.Feed(process.StandardInput, [input]);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.GetAwaiter().GetResult() + output);
    }
}
