using System.Globalization;
using System.Text;

namespace SecretSentry.Git.Process;

/// <summary>
/// Finds the git command that runs this program. git tells a hook nothing about options such as <c>--cleanup</c>. Linux shows the command
/// lines of running programs, other systems do not.
/// </summary>
public static class CallingGit
{
    /// <summary>Number of programs between git and this one, at most: shells and hook managers.</summary>
    private const int MaxDepth = 12;

    /// <summary>
    /// Returns the arguments of the nearest git command above this process, with the program first. Empty when there is none, or the system
    /// does not show it.
    /// </summary>
    public static IReadOnlyList<string> FindArguments() => FindArguments(Environment.ProcessId);

    /// <summary>As <see cref="FindArguments()"/>, for another process.</summary>
    internal static IReadOnlyList<string> FindArguments(int process)
    {
        for (var depth = 0; depth < MaxDepth && ReadParent(process) is > 1 and var parent; depth++)
        {
            process = parent;
            var arguments = Read(process, "cmdline").TrimEnd('\0').Split('\0');
            if (Path.GetFileName(arguments[0]) == "git")
            {
                return arguments;
            }
        }

        return [];
    }

    /// <summary>The fourth field of the file, after the name in parentheses (proc manual).</summary>
    private static int? ReadParent(int process)
    {
        var text = Read(process, "stat");
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent) ? parent
            : null;
    }

    /// <summary>Returns the content of a file about a process; empty when the system does not show it.</summary>
    private static string Read(int process, string file)
    {
        try
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}");
#pragma warning disable RS0030 // files of the system, which have no length
            return File.Exists(path) ? Encoding.UTF8.GetString(File.ReadAllBytes(path)) : "";
#pragma warning restore RS0030
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // the process has ended, or belongs to somebody else
        }
    }
}
