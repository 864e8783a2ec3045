using System.Runtime.InteropServices;

namespace SecretSentry.LibGit2;

/// <summary>The structure git_error (git2/errors.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct GitError
{
    /// <summary>The message in UTF-8, ended by a NUL.</summary>
    public readonly nint Message;

    /// <summary>The category of the error.</summary>
    public readonly int Category;
}
