using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using SecretSentry.Files;

namespace SecretSentry.Git.Objects;

/// <summary>
/// A complete file, mapped for reading. Reading past the end of a file that was truncated after mapping ends the process, which cannot be
/// caught. git replaces packs and never truncates them. In addition, <see cref="IsUnchanged"/> is checked before every family; small
/// families share a check.
/// </summary>
internal sealed unsafe class FileMap : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly MemoryMappedFile? _map;
    private readonly SafeBuffer? _view;

    private FileMap(SafeFileHandle file, long length, MemoryMappedFile? map)
    {
        (_file, Length, _map) = (file, length, map);
        if (map is null)
        {
            return;
        }

        var view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view = new(view);
        Start = _view.Pointer;
    }

    /// <summary>Pointer to the first byte; null for an empty file.</summary>
    public byte* Start { get; }

    /// <summary>Length in bytes at the time the file was opened.</summary>
    public long Length { get; }

    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="DamagedException">The length of the file changed while it was opened.</exception>
    public static FileMap Open(string path)
    {
        var file = ForeignFile.Open(path);
        try
        {
            var length = RandomAccess.GetLength(file);
            var map = length == 0 ? null : MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read,
                HandleInheritability.None, leaveOpen: true);
            var opened = new FileMap(file, length, map);
            if (opened.IsUnchanged)
            {
                return opened;
            }

            opened.Dispose();
        }
        catch (ArgumentException)
        {
            // The file became shorter between two of the calls, so the length does not fit any more.
            file.Dispose();
        }

        throw new DamagedException("its length changes while it is read");
    }

    /// <summary>Whether the file still has the length that was mapped.</summary>
    public bool IsUnchanged => RandomAccess.GetLength(_file) == Length;

    /// <summary>
    /// Returns the bytes from <paramref name="offset"/> on. The caller has checked the range against <see cref="Length"/>.
    /// </summary>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return new(Start + offset, length);
    }

    public void Dispose()
    {
        _view?.Dispose();
        _map?.Dispose();
        _file.Dispose();
    }

    /// <summary>Keeps the view's pointer valid until disposed.</summary>
    private sealed class SafeBuffer : IDisposable
    {
        private readonly MemoryMappedViewAccessor _accessor;

        public SafeBuffer(MemoryMappedViewAccessor accessor)
        {
            _accessor = accessor;
            byte* pointer = null;
            accessor.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
            Pointer = pointer + accessor.PointerOffset;
        }

        public byte* Pointer { get; }

        public void Dispose()
        {
            _accessor.SafeMemoryMappedViewHandle.ReleasePointer();
            _accessor.Dispose();
        }
    }
}
