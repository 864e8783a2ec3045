namespace SecretSentry.Hooks;

/// <summary>The program that hooks call.</summary>
/// <param name="Path">Full path of the program file. Empty: the program on the PATH.</param>
/// <param name="Library">
/// Full path of the .NET library that <paramref name="Path"/> runs, when that is the .NET host (a local .NET tool). Empty: none.
/// </param>
public sealed record HookProgram(string Path, string Library = "")
{
    /// <summary>No path at all, so that the stub is the same on every machine.</summary>
    internal static HookProgram Portable { get; } = new("");

    /// <summary>
    /// Returns the program of a process, with '/' in its paths, which a shell accepts on every system. A local .NET tool is a library, and
    /// its process is the .NET host, which needs the path of the library. Returns null when the host runs another program.
    /// </summary>
    /// <param name="process">Full path of the process's program file.</param>
    /// <param name="folder">The folder with the libraries of the program.</param>
    public static HookProgram? Find(string process, string folder)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (System.IO.Path.GetFileNameWithoutExtension(process) != "dotnet")
        {
            return new(process.Replace('\\', '/'));
        }

        var library = System.IO.Path.Combine(folder, "secretsentry.dll");
        return File.Exists(library) ? new(process.Replace('\\', '/'), library.Replace('\\', '/')) : null;
    }
}
