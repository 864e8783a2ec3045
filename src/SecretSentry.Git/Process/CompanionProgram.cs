using System.Diagnostics;
using System.Text;

namespace SecretSentry.Git.Process;

/// <summary>Starts a program that is installed in the folder of this one.</summary>
public static class CompanionProgram
{
    /// <summary>Returns the path of a program in the folder of this one; null when it is not there.</summary>
    /// <param name="name">Name of the program, without an extension.</param>
    public static string? Find(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? name + ".exe" : name);
        return File.Exists(path) ? path : null;
    }

    /// <summary>Runs a program and returns its exit code, standard output and standard error.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static (int Code, byte[] Output, string Error) Run(string path, params IEnumerable<string> arguments)
    {
        using var program = Start(path, arguments);
        return ProcessPipes.Collect(program, "");
    }

    /// <summary>Starts a program with pipes for all three streams. The caller disposes the process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static System.Diagnostics.Process Start(string path, params IEnumerable<string> arguments)
    {
#pragma warning disable RS0030 // this folder starts programs for all others
        return System.Diagnostics.Process.Start(new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        })!;
#pragma warning restore RS0030
    }
}
