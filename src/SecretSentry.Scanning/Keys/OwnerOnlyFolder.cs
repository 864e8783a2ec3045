using SecretSentry.Files;

namespace SecretSentry.Scanning.Keys;

/// <summary>Creates folders that only this user can read and write.</summary>
internal static class OwnerOnlyFolder
{
    /// <summary>Creates a folder, and those above it, if it is not there.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, FileReplacement.OwnerOnly | UnixFileMode.UserExecute);
    }
}
