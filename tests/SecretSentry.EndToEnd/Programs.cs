using System.Diagnostics;
using System.Text;

namespace SecretSentry.EndToEnd;

/// <summary>
/// Runs real programs: git, and the published secretsentry that SECRETSENTRY_PROGRAM names. Without this variable it runs the build next to
/// these tests.
/// </summary>
public static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static string Secretsentry { get; } = Path.GetFullPath(Environment.GetEnvironmentVariable("SECRETSENTRY_PROGRAM") ?? Built());

    public static string Top { get; } = FindTop();

    /// <summary>Folder where tests/managers.sh installs hook managers and shells.</summary>
    public static string Managers { get; } = Environment.GetEnvironmentVariable("SECRETSENTRY_NODE_MODULES") is { } modules
        ? Path.GetDirectoryName(modules)! : Path.Combine(Top, "artifacts", "managers");

    public static Run Start(string program, string folder, IEnumerable<string> arguments, IEnumerable<(string, string)>? environment = null,
        byte[]? input = null, TimeSpan? patience = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in new[] { ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"),
            ("NO_COLOR", "1") }.Concat(environment ?? []))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        if (!process.WaitForExit(patience ?? Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)}");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Returns the program next to these tests, whatever SECRETSENTRY_PROGRAM says.</summary>
    public static string Built()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;
        return Path.Combine(FindTop(), "artifacts", "bin", "SecretSentry.Cli", configuration, "secretsentry");
    }

    private static string FindTop()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SecretSentry.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
