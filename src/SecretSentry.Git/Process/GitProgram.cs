using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using SecretSentry.Files;

namespace SecretSentry.Git.Process;

/// <summary>
/// Starts git so that nothing in the scanned repository can run code, reach the network or hide content: no replace objects, no grafts, no
/// commit graph (it may lie about parents), no fsmonitor, no lazy fetch, no prompts, no locks. All other environment variables are
/// inherited, because hooks depend on GIT_INDEX_FILE, GIT_DIR and the quarantine variables.
/// </summary>
public static class GitProgram
{
    private static readonly string[] Hardening =
        ["--no-replace-objects", "--literal-pathspecs", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "diff.external=",
        "-c", "log.showSignature=false", "-c", "core.commitGraph=false"];

    /// <summary>
    /// Full path of git. Only the PATH is searched. With a bare name, .NET would search the current folder first
    /// (System.Diagnostics.Process, ResolvePath), and a repository could contain its own "git".
    /// </summary>
    private static string Executable => _executable ??= Find() ?? throw CreateMissingException("it is in no folder of the PATH");

    private static string? _executable;

    private static string? Find()
    {
        var names = OperatingSystem.IsWindows() ? new[] { "git.exe", "git.cmd" } : ["git"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Where(Path.IsPathFullyQualified).SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);

    private static GitException CreateMissingException(string why) =>
        new(GitErrorKind.GitMissing, $"the program 'git' could not be started ({why}); install git or put it on the PATH");

    /// <summary>Starts git with pipes for all three streams. The caller disposes the process.</summary>
    /// <exception cref="GitException">There is no git program, or the repository contains a file on which git would wait.</exception>
    public static System.Diagnostics.Process Start(string directory, params IEnumerable<string> arguments) =>
        StartIn(directory, [], arguments);

    /// <summary>Like <see cref="Start"/>, with additional environment variables.</summary>
    internal static System.Diagnostics.Process StartIn(string directory, IEnumerable<(string Name, string Value)> environment,
        IEnumerable<string> arguments)
    {
        SpecialFiles.RequireNone(directory);
#pragma warning disable RS0030 // this folder starts programs for all others
        var start = new ProcessStartInfo(Executable)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in Hardening.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        start.Environment["GIT_GRAFT_FILE"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var git = new GitProcess { StartInfo = start };
        try
        {
            git.Start();
#pragma warning restore RS0030
            git.Watch();
            return git;
        }
        catch (Win32Exception e)
        {
            git.Dispose();
            throw Directory.Exists(directory)
                ? CreateMissingException(e.Message)
                : new GitException(GitErrorKind.NotARepository, $"the folder '{directory}' does not exist");
        }
    }

    /// <summary>Runs git and returns its standard output.</summary>
    /// <exception cref="GitException">git is missing or exited with an error. The message says what git complains about.</exception>
    public static byte[] Run(string directory, params IEnumerable<string> arguments)
    {
        var (code, output, error) = TryRun(directory, arguments);
        return code == 0 ? output : throw CreateException(directory, error);
    }

    /// <summary>Runs git and returns its exit code, standard output and standard error.</summary>
    public static (int Code, byte[] Output, string Error) TryRun(string directory, params IEnumerable<string> arguments) =>
        TryRunIn(directory, [], "", arguments);

    /// <summary>
    /// Like <see cref="TryRun"/>, with additional environment variables and a text for standard input. The text may be longer than a pipe
    /// buffer.
    /// </summary>
    public static (int Code, byte[] Output, string Error) TryRunIn(string directory, IEnumerable<(string Name, string Value)> environment,
        string input, IEnumerable<string> arguments)
    {
        using var git = StartIn(directory, environment, arguments);
        return ProcessPipes.Collect(git, input);
    }

    /// <summary>Runs git and returns the lines of its standard output. The run is expected to succeed.</summary>
    public static string[] ReadLines(string directory, params IEnumerable<string> arguments) =>
        DecodeText(Run(directory, arguments)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Decodes paths and names from git's output: as UTF-8, or as one character per byte when they are not valid UTF-8.</summary>
    public static string DecodeText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>
    /// Splits an output of git into its NUL-separated fields. Each field is decoded separately, so that one name in another encoding does
    /// not change how the others are decoded.
    /// </summary>
    public static IReadOnlyList<string> SplitFields(ReadOnlySpan<byte> output)
    {
        var fields = new List<string>();
        while (!output.IsEmpty)
        {
            var end = output.IndexOf((byte)0);
            fields.Add(DecodeText(end < 0 ? output : output[..end]));
            output = end < 0 ? [] : output[(end + 1)..];
        }

        return fields;
    }

    /// <summary>Returns the exception for an error message of git, with the kind that the message shows.</summary>
    public static GitException CreateException(string directory, string error)
    {
        var isElsewhere = error.Contains("not a git repository", StringComparison.OrdinalIgnoreCase)
            || error.Contains("Not a git repository", StringComparison.Ordinal);
        if (error.Contains("dubious ownership", StringComparison.Ordinal))
        {
            var folder = Path.GetFullPath(directory);
            return new(GitErrorKind.ForeignOwner,
                $"git rejects the repository at '{folder}', because it belongs to another user; if you trust it, run: git config "
                + $"--global --add safe.directory {ShellName.Quote(folder)}");
        }

        return isElsewhere
            ? new GitException(GitErrorKind.NotARepository,
            $"'{Path.GetFullPath(directory)}' is not in a git repository; change to a repository or specify one with -C DIR")
            : new GitException(GitErrorKind.CommandFailed,
            $"git could not read the repository at '{Path.GetFullPath(directory)}' ({GitWords.Describe(error)})");
    }

    private static UTF8Encoding StrictUtf8 { get; } = new(false, true);
}
