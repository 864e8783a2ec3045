using System.Runtime.InteropServices;

namespace SecretSentry.Files;

/// <summary>
/// A core dump is a file with everything that was in memory, secrets among it. Sources: setrlimit(2), prctl(2) with PR_SET_DUMPABLE.
/// </summary>
public static partial class CoreDumps
{
    private const int CoreSize = 4;
    private const int SetDumpable = 4;

    /// <summary>
    /// Makes the system write no core dump of this process. Programs that it starts write none either, unless they raise their limit. Does
    /// nothing on a system where this is not known.
    /// </summary>
    public static void Forbid()
    {
        if (!SystemCalls.AreAvailable)
        {
            return;
        }

        if (ReadLimit(CoreSize, out var limit) == 0)
        {
            limit.Current = 0;
            _ = SetLimit(CoreSize, in limit);
        }

        if (OperatingSystem.IsLinux())
        {
            _ = SetProcess(SetDumpable, 0, 0, 0, 0);
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int ReadLimit(int resource, out Limit limit);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int SetProcess(int option, nint first, nint second, nint third, nint fourth);

    /// <summary>struct rlimit with 64 bits: what applies, and up to what the process may raise it.</summary>
    private struct Limit
    {
        public ulong Current;
        public ulong Maximum;
    }
}
