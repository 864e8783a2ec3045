using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace SecretSentry.Tests.Git;

/// <summary>A real repository in a temporary folder. The user's git configuration does not affect it.</summary>
public sealed class TempRepository : IDisposable
{
    public TempRepository(params string[] initArguments)
    {
        Top = Directory.CreateTempSubdirectory("secretsentry-git-").FullName;
        Git(["init", "-q", "-b", "main", .. initArguments, "."]);
    }

    public string Top { get; }

    public string Head => Git("rev-parse", "HEAD");

    /// <summary>Runs before any test, so that each git process started by the tested code inherits the environment.</summary>
    [ModuleInitializer]
    internal static void Isolate()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)))
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        foreach (var (name, value) in new[]
        {
            ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CEILING_DIRECTORIES", Path.GetTempPath().TrimEnd('/')),
            ("GIT_AUTHOR_NAME", "A U Thor"), ("GIT_AUTHOR_EMAIL", "author@example.com"), ("GIT_AUTHOR_DATE", "1700000000 +0100"),
            ("GIT_COMMITTER_NAME", "C O Mitter"), ("GIT_COMMITTER_EMAIL", "committer@example.com"),
            ("GIT_COMMITTER_DATE", "1700000100 +0000"),
        })
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public string PathOf(string name) => Path.Combine(Top, name);

    public void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), content);
    }

    /// <summary>Writes, stages and commits one file. Returns the id of the commit.</summary>
    public string Commit(string name, string content, string message = "a commit")
    {
        Write(name, content);
        Git("add", "--", name);
        Git("commit", "-q", "-m", message);
        return Head;
    }

    /// <summary>Returns the id of a revision such as <c>HEAD:a.txt</c> or <c>:a.txt</c>.</summary>
    public string Id(string revision) => Git("rev-parse", "--verify", revision);

    /// <summary>Runs git, which must succeed. Returns its output without the last line end.</summary>
    public string Git(params string[] arguments) => Run("git", arguments, "", succeeds: true).Output.TrimEnd('\n');

    /// <summary>Runs a script of POSIX sh. It is for names that are not valid text and for commands that fail, as at a conflict.</summary>
    public (int Code, string Output, string Error) Shell(string script, string input = "") =>
        Run("sh", ["-c", script], input, succeeds: false);

    public void Dispose()
    {
        // .NET cannot delete files whose names are not UTF-8.
        Run("rm", ["-rf", Top], "", succeeds: true);
    }

    private (int Code, string Output, string Error) Run(string program, string[] arguments, string input, bool succeeds)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = program == "rm" ? "/" : Top,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var words = error.GetAwaiter().GetResult();
        return !succeeds || process.ExitCode == 0 ? (process.ExitCode, output, words)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {words}");
    }
}
