using System.ComponentModel;
using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Purge.SecondReader;

/// <summary>
/// A program that prints the objects of a repository and shares no code with <see cref="ObjectStore"/>: <c>secretsentry-libgit2</c>, or
/// git.
/// </summary>
internal sealed class ObjectPrinter
{
    private const string ProgramName = "secretsentry-libgit2";

    /// <summary>The exit code with which the program says that it cannot load libgit2.</summary>
    private const int CannotLoad = 4;

    private readonly Func<string, System.Diagnostics.Process> _start;

    private ObjectPrinter(string name, string reason, IEnumerable<string> refs, Func<string, System.Diagnostics.Process> start)
    {
        (Name, Reason, _start) = (name, reason, start);
        Refs = [.. refs.Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1]))];
    }

    /// <summary>Name and version.</summary>
    public string Name { get; }

    /// <summary>Why it is not libgit2; empty when it is, or when git was requested.</summary>
    public string Reason { get; }

    /// <summary>The refs with their ids; the id is empty when the ref points to nothing. Names have one character per byte.</summary>
    public IReadOnlyList<(string Id, string Name)> Refs { get; }

    /// <summary>Chooses the program for a repository: libgit2 if it can open the repository, otherwise git.</summary>
    /// <param name="gitDirectory">The repository's common git directory.</param>
    /// <param name="choice">What the user wants; not <see cref="SecondReaderChoice.None"/>.</param>
    /// <exception cref="GitException">git cannot read the repository.</exception>
    public static ObjectPrinter Choose(string gitDirectory, SecondReaderChoice choice)
    {
        if (choice == SecondReaderChoice.Git)
        {
            return CreateGit(gitDirectory, "");
        }

        return CompanionProgram.Find(ProgramName) is not { } path ? CreateGit(gitDirectory, $"'{ProgramName}' is not installed")
            : TryCreateLibGit2(gitDirectory, path, out var reason) ?? CreateGit(gitDirectory, reason);
    }

    /// <summary>Prints every object.</summary>
    public PrintedObjects ReadAll(TimeSpan patience, CancellationToken cancellation) => new(_start("objects"), patience, cancellation);

    /// <summary>Prints the objects that <see cref="PrintedObjects.Request"/> names.</summary>
    public PrintedObjects ReadNamed(TimeSpan patience, CancellationToken cancellation) => new(_start("read"), patience, cancellation);

    private static ObjectPrinter? TryCreateLibGit2(string gitDirectory, string path, out string reason)
    {
        try
        {
            var (code, output, _) = CompanionProgram.Run(path, "refs", gitDirectory);
            var lines = Encoding.Latin1.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            reason = code switch
            {
                0 => "",
                CannotLoad => "libgit2, or a library that it needs, cannot be loaded",
                _ => $"libgit2 cannot read it (exit code {code})",
            };
            return code != 0 || lines.Length == 0 ? null
                : new(lines[0], "", lines.Skip(1), verb => CompanionProgram.Start(path, verb, gitDirectory));
        }
        catch (Win32Exception e)
        {
            reason = $"'{ProgramName}' cannot be started: {e.Message}";
            return null;
        }
    }

    private static ObjectPrinter CreateGit(string gitDirectory, string reason)
    {
        string[] all = ["cat-file", "--batch", "--batch-all-objects", "--unordered", "--buffer"];
        string[] named = ["cat-file", "--batch", "--buffer"];
        var own = $"--git-dir={gitDirectory}";
        var name = GitProgram.DecodeText(GitProgram.Run(gitDirectory, "version")).Trim();
        var refs = Encoding.Latin1.GetString(GitProgram.Run(gitDirectory, own, "for-each-ref", "--format=%(objectname) %(refname)"));
        return new(name, reason, refs.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            verb => GitProgram.Start(gitDirectory, [own, .. verb == "objects" ? all : named]));
    }
}
