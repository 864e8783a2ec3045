namespace SecretSentry.Files;

/// <summary>Creates folders that only this user can read and write.</summary>
public static class OwnerOnlyFolder
{
    /// <summary>Creates a folder, and those above it, if it is not there. On Windows it inherits its permissions.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The permission is missing.</exception>
    public static void Create(string path)
    {
#pragma warning disable RS0030 // with FileReplacement, all that this project writes
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, FileReplacement.OwnerOnly | UnixFileMode.UserExecute);
#pragma warning restore RS0030
    }
}
