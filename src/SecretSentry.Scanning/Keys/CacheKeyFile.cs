using System.Security.Cryptography;
using SecretSentry.Files;

namespace SecretSentry.Scanning.Keys;

/// <summary>
/// The file with the user's key: 32 random bytes that only the user can read. A file that is not exactly that is not used, and is left as
/// it is.
/// </summary>
internal static class CacheKeyFile
{
    /// <summary>Name of the file.</summary>
    public const string Name = "cache.key";

    private const int Length = 32;

    /// <summary>Returns the key in a folder. Makes both when they are missing. Returns null when that fails, or something is odd.</summary>
    /// <param name="folder">Full path of the folder.</param>
    /// <param name="outside">Full paths of folders in which the file must not be.</param>
    public static byte[]? ReadOrMake(string folder, IEnumerable<string> outside)
    {
        try
        {
            var parent = RealPath.Resolve(Path.GetDirectoryName(folder)!);
            var real = Path.Combine(parent, Path.GetFileName(folder));
            if (outside.Any(other => RealPath.IsBelow(real, RealPath.Resolve(other))))
            {
                return null;
            }

            var file = Path.Combine(real, Name);
            return Read(real, file) ?? (IsOurs(parent) ? Make(real, file) : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // without a key there is no cache
        }
    }

    private static byte[]? Read(string folder, string path)
    {
        using var file = OwnFile.IsOwnFolder(folder) ? OwnFile.TryOpen(path, isPrivate: true) : null;
        var bytes = new byte[Length];
        return file is not null && RandomAccess.GetLength(file) == Length && RandomAccess.Read(file, bytes, 0) == Length ? bytes : null;
    }

    /// <summary>
    /// Makes the file as a whole or not at all. Another run that makes it at the same time may be first; then its key is returned.
    /// </summary>
    private static byte[]? Make(string folder, string path)
    {
        OwnerOnlyFolder.Create(folder);
        if (OwnFile.IsOwnFolder(folder) && !Path.Exists(path) && new FileInfo(path).LinkTarget is null)
        {
            FileReplacement.Write(path, file => file.Write(RandomNumberGenerator.GetBytes(Length)), FileReplacement.OwnerOnly,
                replaces: false);
        }

        return Read(folder, path);
    }

    /// <summary>
    /// Whether the folder, or the nearest one above it that exists, belongs to the user. It does not when root works in the home of
    /// another user; a folder of root there would be in the way of that user.
    /// </summary>
    private static bool IsOurs(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
        {
            folder = above;
        }

        return OwnFile.IsOwnFolder(folder);
    }
}
