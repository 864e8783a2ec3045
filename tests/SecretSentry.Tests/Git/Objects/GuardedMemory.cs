using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SecretSentry.Tests.Git.Objects;

/// <summary>Memory that is followed by a page without access.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int Page = 64 * 1024;
    private readonly byte* _start;
    private readonly nuint _length;

    public GuardedMemory(int length)
    {
        _length = (nuint)((length + Page - 1) / Page * Page);
        _start = Map(null, _length + Page, 1 | 2, OperatingSystem.IsMacOS() ? 0x1002 : 0x22, -1, 0);
        if ((nint)_start == -1 || Protect(_start + _length, Page, 0) != 0)
        {
            throw new InvalidOperationException("mmap failed");
        }
    }

    public byte* End => _start + _length;

    public void Dispose() => _ = Unmap(_start, _length + Page);

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(void* address, nuint length);
}
