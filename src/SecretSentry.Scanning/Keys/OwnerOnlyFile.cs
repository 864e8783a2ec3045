using System.Security.Cryptography;

namespace SecretSentry.Scanning.Keys;

/// <summary>Writes files and folders that only this user can read and write.</summary>
internal static class OwnerOnlyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates a folder, and those above it, if it is not there.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>
    /// Writes a file under another name, which nobody can know before, and then gives it its name. So a reader sees all of it or nothing,
    /// and a link at either name leads nowhere.
    /// </summary>
    /// <param name="path">Full path. Its folder exists.</param>
    /// <param name="replaces">Whether a file that is there is replaced. Otherwise it stays, and nothing is written.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written, or cannot get its name.</exception>
    /// <exception cref="UnauthorizedAccessException">The permission is missing.</exception>
    public static void Write(string path, bool replaces, Action<Stream> write)
    {
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        try
        {
            using (var file = new FileStream(temporary, CreateOptions()))
            {
                write(file);
            }

            File.Move(temporary, path, replaces);
        }
        catch (IOException) when (!replaces && File.Exists(path))
        {
            return; // another run was first
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static FileStreamOptions CreateOptions()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
