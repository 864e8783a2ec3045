using Microsoft.Win32.SafeHandles;

namespace SecretSentry.Files;

/// <summary>
/// Files and folders that belong to the user who runs the program. What others own, or can write, is as if it were not there. The last
/// part of a path must not be a link. On Windows the owner and the mode are not looked at: the folders of a user are protected by the
/// permissions that they inherit. On a system where the owner cannot be found out, nothing belongs to the user.
/// </summary>
public static class OwnFile
{
    private const int OthersWrite = 0x12; // 0022
    private const int OthersAccess = 0x3F; // 0077

    /// <summary>
    /// Opens a regular file of this user for reading. Returns null when there is none, when it is a link, or when others may write to it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="isPrivate">Whether others must not be able to read it either.</param>
    /// <exception cref="IOException">It cannot be opened (Windows only).</exception>
    /// <exception cref="UnauthorizedAccessException">The permission is missing (Windows only).</exception>
    public static SafeFileHandle? TryOpen(string path, bool isPrivate)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (OperatingSystem.IsWindows())
        {
            return new FileInfo(path) is { Exists: true, LinkTarget: null } ? ForeignFile.Open(path) : null;
        }

        return ForeignFile.FindKind(path) == FileKind.Regular ? OpenOwn(path, FileKind.Regular, isPrivate ? OthersAccess : OthersWrite)
            : null;
    }

    /// <summary>Returns whether a path is a folder of this user, and not a link.</summary>
    public static bool IsOwnFolder(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (OperatingSystem.IsWindows())
        {
            return new DirectoryInfo(path) is { Exists: true, LinkTarget: null };
        }

        using var folder = OpenOwn(path, FileKind.Folder, forbidden: 0);
        return folder is not null;
    }

    /// <summary>
    /// Throws when one of the paths is a link. A repository that was copied as a folder can have a link in the place of our files, so
    /// that what is written there changes a file outside.
    /// </summary>
    /// <exception cref="IOException">One of the paths is a link.</exception>
    public static void RequireNoLink(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new IOException($"'{path}' is a link, so nothing is written there; remove the link");
            }
        }
    }

    /// <summary>
    /// Returns the first link on the way from a folder down to a path in it, the last part included. Returns null when there is none, and
    /// when the path is not in the folder.
    /// </summary>
    /// <param name="top">A full path. It may itself be a link.</param>
    /// <param name="path">A full path. It need not exist.</param>
    public static string? FindLinkBelow(string top, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!IsBelow(top, path))
        {
            return null;
        }

        var next = top;
        foreach (var part in Path.GetRelativePath(top, path).Split(Path.DirectorySeparatorChar))
        {
            next = Path.Combine(next, part);
            if (new FileInfo(next).LinkTarget is not null)
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>Returns whether a full path is in a folder, by its name alone. A folder is not in itself.</summary>
    public static bool IsBelow(string top, string path)
    {
        var inner = Path.GetRelativePath(top, path);
        return inner is not ("." or "..") && !inner.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && !Path.IsPathRooted(inner);
    }

    /// <summary>Opens what belongs to this user, is of a kind, and has none of the forbidden permissions.</summary>
    private static SafeFileHandle? OpenOwn(string path, FileKind kind, int forbidden)
    {
        var file = SystemCalls.AreAvailable
            ? SystemCalls.OpenPatiently(path, SystemCalls.CloseOnExec | SystemCalls.NonBlocking | SystemCalls.NoFollow) : -1;
        if (file < 0)
        {
            return null;
        }

        var handle = new SafeFileHandle(file, ownsHandle: true);
        if (SystemCalls.FindOwner(file) is { } found && found.User == SystemCalls.GetUser()
            && SystemCalls.FindKind(file) == kind && (found.Mode & forbidden) == 0)
        {
            return handle;
        }

        handle.Dispose();
        return null;
    }
}
