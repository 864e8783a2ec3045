using System.Globalization;

namespace SecretSentry.Git.Repository;

/// <summary>
/// Finds the content of Git LFS pointers in this clone. A pointer is a small blob with lines "version URL", "oid sha256:DIGITS" and "size
/// NUMBER" (the specification of Git LFS, version 1). Git LFS stores the content in <c>lfs/objects</c> in the git directory.
/// </summary>
public sealed class LargeFiles(RepositoryObjects objects)
{
    /// <summary>Maximum length of a pointer, in bytes (specification of Git LFS).</summary>
    private const int MaxPointer = 1024;

    private const int Digits = 64;

    private string? _folder;

    /// <summary>Whether a content is a pointer. Every line of a pointer is still content of the repository.</summary>
    public static bool IsPointer(ReadOnlySpan<byte> content) =>
        content.Length <= MaxPointer && content.StartsWith("version https://git-lfs.github.com/spec/"u8);

    /// <summary>Opens the content that a pointer stands for. Returns null when it is not in this clone.</summary>
    /// <exception cref="IOException">The content cannot be read.</exception>
    public Stream? Open(ReadOnlySpan<byte> pointer)
    {
        var oid = FindValue(pointer, "\noid sha256:"u8);
        if (oid.Length != Digits || !oid.All(char.IsAsciiHexDigitLower)
            || !long.TryParse(FindValue(pointer, "\nsize "u8), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return null;
        }

        _folder ??= Path.Combine(objects.Local?.CommonDirectory ?? Revisions.FindCommonDirectory(objects.Directory), "lfs", "objects");
        var file = new FileInfo(Path.Combine(_folder, oid[..2], oid[2..4], oid));

        // A device or a pipe has no length, so it is never opened.
        return size == 0 ? Stream.Null : file is { Exists: true, LinkTarget: null } && file.Length == size ? file.OpenRead() : null;
    }

    private static string FindValue(ReadOnlySpan<byte> pointer, ReadOnlySpan<byte> key)
    {
        var start = pointer.IndexOf(key);
        var rest = start < 0 ? [] : pointer[(start + key.Length)..];
        var end = rest.IndexOf((byte)'\n');
        return end < 0 ? "" : System.Text.Encoding.Latin1.GetString(rest[..end]);
    }
}
