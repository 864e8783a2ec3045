using System.Diagnostics;

namespace SecretSentry.EndToEnd.Purging;

/// <summary>A folder with a program named git, which runs a script for some commands and otherwise the real git.</summary>
internal sealed class FakeGit
{
    private readonly string _folder;

    /// <summary>Creates the folder in <paramref name="outside"/>.</summary>
    /// <param name="outside">An existing folder.</param>
    /// <param name="command">Words that the command line must contain, between blanks.</param>
    /// <param name="script">What to run. <c>$REAL</c> is the real git, <c>$MARK</c> the file that <see cref="Signal"/> waits for.</param>
    public FakeGit(string outside, string command, string script)
    {
        _folder = Path.Combine(outside, "bin");
        Directory.CreateDirectory(_folder);
        var real = Programs.Start("sh", _folder, ["-c", "command -v git"]).Output.Trim();
        var file = Path.Combine(_folder, "git");
        File.WriteAllText(file, $"#!/bin/sh\nREAL='{real}' MARK='{Mark}'\ncase \" $* \" in *\" {command} \"*)\n{script}\n;; esac\n"
            + "exec \"$REAL\" \"$@\"\n");
        File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
    }

    private string Mark => Path.Combine(_folder, "reached");

    public (string, string)[] Environment => [("PATH", $"{_folder}:{System.Environment.GetEnvironmentVariable("PATH")}")];

    public Run Run(string folder, params string[] arguments) => Programs.Start(Programs.Secretsentry, folder, arguments, Environment);

    /// <summary>
    /// Runs the program in its own process group until the script has been reached. Then it sends a signal, to the program alone or to the
    /// whole group.
    /// </summary>
    public Run Signal(string folder, string signal, bool isForGroup, params string[] arguments)
    {
        File.Delete(Mark);
        var start = new ProcessStartInfo("setsid", ["env", "--default-signal=INT", Programs.Secretsentry, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = Environment[0].Item2;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        SpinWait.SpinUntil(() => File.Exists(Mark) || process.HasExited, TimeSpan.FromSeconds(60)).Should().BeTrue();
        Thread.Sleep(100);
        Programs.Start("sh", folder, ["-c", $"kill -s {signal} -- {(isForGroup ? "-" : "")}{process.Id}"]);
        process.WaitForExit(TimeSpan.FromSeconds(60)).Should().BeTrue("the signal ends the program");
        Programs.Start("sh", folder, ["-c", $"kill -s KILL -- -{process.Id}"]);
        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
