using System.Runtime.InteropServices;

namespace SecretSentry.Files;

/// <summary>
/// The calls of the system that .NET does not offer in this form. Sources: open(2), statx(2) and, for macOS, stat(2). The numbers are those
/// of the platform's fcntl.h, errno.h and sys/stat.h.
/// </summary>
internal static partial class SystemCalls
{
    public const int NotPermitted = 1;
    public const int NoSuchFile = 2;
    public const int Interrupted = 4;
    public const int AccessDenied = 13;
    public const int NotADirectory = 20;
    public const int IsADirectory = 21;

    /// <summary>The call is interrupted again and again. So many times it is repeated.</summary>
    private const int Retries = 100;

    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint TypeOnly = 1;
    private const uint ModeAndUser = 2 | 8;
    private const int TypeMask = 0xF000;

    private static readonly bool IsMac = OperatingSystem.IsMacOS();

    /// <summary>Whether these calls can be used on this platform. Where they cannot, .NET's own are used.</summary>
    public static bool AreAvailable { get; } = (OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64) || OperatingSystem.IsMacOS();

    /// <summary>Error number for too many symbolic links, or for a link that was not to be followed.</summary>
    public static int TooManyLinks { get; } = IsMac ? 62 : 40;

    /// <summary>Flag of open: programs that are started later do not inherit the file.</summary>
    public static int CloseOnExec { get; } = IsMac ? 0x1000000 : 0x80000;

    /// <summary>Flag of open: a pipe without a writer is opened at once.</summary>
    public static int NonBlocking { get; } = IsMac ? 4 : 0x800;

    /// <summary>Flag of open: a link is an error.</summary>
    public static int NoFollow { get; } =
        IsMac ? 0x100 : RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    /// <summary>Opens a file for reading. Returns its number, or less than 0 with an error number.</summary>
    public static int OpenPatiently(string path, int flags)
    {
        for (var attempt = 0; ; attempt++)
        {
            var file = Open(path, flags);
            if (file >= 0 || Marshal.GetLastPInvokeError() != Interrupted || attempt == Retries)
            {
                return file;
            }
        }
    }

    /// <summary>
    /// Reads into <paramref name="buffer"/> from <paramref name="from"/> on. Returns the number of bytes, 0 at the end of the file, or less
    /// than 0 with an error number.
    /// </summary>
    public static unsafe int ReadSome(int file, byte[] buffer, int from)
    {
        for (var attempt = 0; ; attempt++)
        {
            fixed (byte* start = &buffer[from])
            {
                var read = Read(file, start, buffer.Length - from);
                if (read >= 0 || Marshal.GetLastPInvokeError() != Interrupted || attempt == Retries)
                {
                    return (int)read;
                }
            }
        }
    }

    /// <summary>Returns what a path leads to. Returns null when the system does not say, as in a container that forbids the call.</summary>
    public static FileKind? FindKind(string path) => IsMac ? FindKindOnMac(path, -1) : FindKindOnLinux(CurrentFolder, path, 0);

    /// <summary>Returns what an open file is. Returns null when the system does not say.</summary>
    public static FileKind? FindKind(int file) => IsMac ? FindKindOnMac(null, file) : FindKindOnLinux(file, "", EmptyPath);

    /// <summary>
    /// Returns the permission bits of an open file and the number of its owner. Returns null when the system does not say.
    /// </summary>
    public static unsafe (int Mode, uint User)? FindOwner(int file)
    {
        var state = stackalloc byte[256];
        if (IsMac)
        {
            // st_mode, 16 bits at byte 4; st_uid, 32 bits at byte 16
            var isOld = RuntimeInformation.ProcessArchitecture == Architecture.X64;
            return (isOld ? ReadFileStatusOnOldMac(file, state) : ReadFileStatusOnMac(file, state)) == 0
                ? (*(ushort*)(state + 4), *(uint*)(state + 16)) : null;
        }

        // stx_mask, 32 bits at byte 0, says what the system filled in; stx_uid, 32 bits at byte 20; stx_mode, 16 bits at byte 28
        return ReadStatus(file, "", EmptyPath, ModeAndUser, state) == 0 && (*(uint*)state & ModeAndUser) == ModeAndUser
            ? (*(ushort*)(state + 28), *(uint*)(state + 20)) : null;
    }

    /// <summary>The structure has the same form on every processor: stx_mode, 16 bits at byte 28.</summary>
    private static unsafe FileKind? FindKindOnLinux(int folder, string path, int flags)
    {
        var state = stackalloc byte[256];
        return ReadStatus(folder, path, flags, TypeOnly, state) == 0 ? ParseKind(*(ushort*)(state + 28)) : ParseError();
    }

    /// <summary>The structure with 64-bit inode numbers: st_mode, 16 bits at byte 4.</summary>
    private static unsafe FileKind? FindKindOnMac(string? path, int file)
    {
        var state = stackalloc byte[256];
        var result = (path, RuntimeInformation.ProcessArchitecture) switch
        {
            (null, Architecture.X64) => ReadFileStatusOnOldMac(file, state),
            (null, _) => ReadFileStatusOnMac(file, state),
            (_, Architecture.X64) => ReadStatusOnOldMac(path, state),
            _ => ReadStatusOnMac(path, state),
        };
        return result == 0 ? ParseKind(*(ushort*)(state + 4)) : ParseError();
    }

    private static FileKind ParseKind(int mode) => (mode & TypeMask) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Folder,
        _ => FileKind.Special,
    };

    private static FileKind? ParseError() => Marshal.GetLastPInvokeError() is var error
        && (error is NoSuchFile or NotADirectory || error == TooManyLinks) ? FileKind.Missing : null;

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint Read(int file, byte* buffer, nint count);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int file);

    /// <summary>Returns the number of the user whose permissions the process has.</summary>
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint GetUser();

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int ReadStatus(int folder, string path, int flags, uint mask, byte* state);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "stat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int ReadStatusOnMac(string path, byte* state);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fstat", SetLastError = true)]
    private static unsafe partial int ReadFileStatusOnMac(int file, byte* state);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "stat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int ReadStatusOnOldMac(string path, byte* state);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static unsafe partial int ReadFileStatusOnOldMac(int file, byte* state);
}
