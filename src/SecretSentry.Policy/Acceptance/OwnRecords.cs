using System.Buffers;
using System.Text;

namespace SecretSentry.Policy.Acceptance;

/// <summary>
/// Recognizes fingerprints in files of accepted findings. A line of such a file contains a fingerprint, which is hexadecimal digits, and
/// perhaps the name of an issuer. This looks like a key of that issuer, so a scan would report it.
/// </summary>
public static class OwnRecords
{
    /// <summary>Maximum length of a fingerprint with its salt.</summary>
    private const int MaxLength = 64;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef."u8);

    /// <summary>
    /// Returns whether a match is in a fingerprint, which is the first word of a line. The file must be a file of accepted findings,
    /// which is recognized by its name or its first line.
    /// </summary>
    /// <param name="content">The content that was scanned. An ASCII character has one byte.</param>
    /// <param name="path">Path of the content.</param>
    /// <param name="start">Offset of the secret in bytes.</param>
    /// <param name="end">Offset after the secret in bytes.</param>
    public static bool ContainFingerprint(ReadOnlySpan<byte> content, string path, int start, int end)
    {
        if (content[start..end].ContainsAnyExcept(HexDigits) || !IsRecordFile(content, path))
        {
            return false;
        }

        var line = content[(content[..start].LastIndexOf((byte)'\n') + 1)..];
        var length = line.IndexOfAny(" \t\r\n"u8);
        var word = length < 0 ? line : line[..length];
        return end <= content.Length - line.Length + word.Length && word.Length <= MaxLength
            && Fingerprints.IsWellFormed(Encoding.ASCII.GetString(word));
    }

    private static bool IsRecordFile(ReadOnlySpan<byte> content, string path) =>
        path.AsSpan(path.LastIndexOf('/') + 1).SequenceEqual(IgnoreFile.Name) || content.StartsWith(IgnoreFile.FirstWords);
}
