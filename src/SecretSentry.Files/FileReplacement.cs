using System.Security.Cryptography;

namespace SecretSentry.Files;

/// <summary>
/// Writes a file under another name in the same folder, which nobody can know before, and then gives it its name. So a reader sees the
/// previous file or the new one, never a part, and a link at either name leads nowhere.
/// </summary>
public static class FileReplacement
{
    /// <summary>Mode of a file that only its owner can read and write.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Number of bytes that are written at once.</summary>
    public const int BufferSize = 1 << 16;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its path. Its folder exists. A link at this path is replaced, not followed.</param>
    /// <param name="write">Writes the content. It must not close the stream.</param>
    /// <param name="mode">Mode of the file from its first byte on. Null: the default of the system. Has no effect on Windows.</param>
    /// <param name="isDurable">Whether the content is on the disk before the file gets its name.</param>
    /// <param name="replaces">Whether a file that exists is replaced. Otherwise it stays, and nothing is written.</param>
    /// <exception cref="IOException">The file cannot be written, or cannot get its name.</exception>
    /// <exception cref="UnauthorizedAccessException">The permission is missing.</exception>
    public static void Write(string path, Action<Stream> write, UnixFileMode? mode = null, bool isDurable = false, bool replaces = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
#pragma warning disable RS0030 // with OwnerOnlyFolder, all that this project writes; what is written here is what the caller gave
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.tmp";
        try
        {
            WriteNew(temporary, write, mode, isDurable);
            File.Move(temporary, path, replaces);
        }
        catch (IOException) when (!replaces && File.Exists(path))
        {
            File.Delete(temporary); // another run was first
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
#pragma warning restore RS0030
    }

    private static void WriteNew(string path, Action<Stream> write, UnixFileMode? mode, bool isDurable)
    {
#pragma warning disable RS0030 // as above
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = BufferSize };
        if (!OperatingSystem.IsWindows() && mode is { } first)
        {
            options.UnixCreateMode = first;
        }

        using var file = new FileStream(path, options);
        write(file);
        file.Flush(flushToDisk: isDurable);
        if (!OperatingSystem.IsWindows() && mode is { } wanted)
        {
            File.SetUnixFileMode(file.SafeFileHandle, wanted); // the system removes some of the permissions of a new file
        }
#pragma warning restore RS0030
    }
}
