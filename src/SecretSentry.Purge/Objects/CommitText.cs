using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Objects;

/// <summary>
/// Rewrites commits and tags as bytes. Ids in the header are replaced and signatures removed. Everything else stays as it is, including
/// content that no current version of git would write. (gitformat-commit: "key SP value LF", continued by lines that start with a blank,
/// then an empty line and the message.)
/// </summary>
internal static class CommitText
{
    private static ReadOnlySpan<byte> TagSignature => "-----BEGIN "u8;

    /// <summary>Returns the commit with new ids and without signature. <paramref name="isSigned"/> is true when it had one.</summary>
    public static byte[] Rewrite(ReadOnlySpan<byte> commit, Func<ObjectId, ObjectId> map, TextChanges changes, out bool isSigned)
    {
        isSigned = false;
        var result = new List<byte>(commit.Length);
        while (!commit.IsEmpty && commit[0] != '\n')
        {
            var header = ReadHeader(commit);
            commit = commit[header.Length..];
            if (header.StartsWith("gpgsig "u8) || header.StartsWith("gpgsig-sha256 "u8))
            {
                isSigned = true;
            }
            else if (!TryRewriteId(header, "tree "u8, map, result) && !TryRewriteId(header, "parent "u8, map, result))
            {
                result.AddRange(IsIdentity(header) ? ApplyChange(header, changes.Identity) : ApplyChange(header, changes.Message));
            }
        }

        result.AddRange(ApplyChange(commit, changes.Message));
        return [.. result];
    }

    /// <summary>Returns the tag with another object and without signature. <paramref name="isSigned"/> is true when it had one.</summary>
    public static byte[] RewriteTag(ReadOnlySpan<byte> tag, Func<ObjectId, ObjectId> map, TextChanges changes, out bool isSigned)
    {
        var result = new List<byte>(tag.Length);
        while (!tag.IsEmpty && tag[0] != '\n')
        {
            var header = ReadHeader(tag);
            tag = tag[header.Length..];
            if (!TryRewriteId(header, "object "u8, map, result))
            {
                result.AddRange(IsIdentity(header) ? ApplyChange(header, changes.Identity) : ApplyChange(header, changes.Message));
            }
        }

        var signature = FindSignature(tag);
        isSigned = signature >= 0;
        result.AddRange(ApplyChange(isSigned ? tag[..signature] : tag, changes.Message));
        return [.. result];
    }

    /// <summary>Returns the first id after a key such as <c>"object "</c>; the default value when there is none.</summary>
    public static ObjectId FindId(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        while (!text.IsEmpty && text[0] != '\n')
        {
            var header = ReadHeader(text);
            text = text[header.Length..];
            if (header.StartsWith(key) && ObjectId.TryParse(header[key.Length..].TrimEnd((byte)'\n'), out var id))
            {
                return id;
            }
        }

        return default;
    }

    /// <summary>Splits a text into the lines that name people and the rest.</summary>
    public static (byte[] Identities, byte[] Others) Split(ReadOnlySpan<byte> text)
    {
        var (identities, rest) = (new List<byte>(), new List<byte>());
        while (!text.IsEmpty && text[0] != '\n')
        {
            var header = ReadHeader(text);
            text = text[header.Length..];
            (IsIdentity(header) ? identities : rest).AddRange(header);
        }

        rest.AddRange(text);
        return ([.. identities], [.. rest]);
    }

    private static byte[] ApplyChange(ReadOnlySpan<byte> part, Func<byte[], byte[]>? change) =>
        change is null ? part.ToArray() : change(part.ToArray());

    private static bool IsIdentity(ReadOnlySpan<byte> header) =>
        header.StartsWith("author "u8) || header.StartsWith("committer "u8) || header.StartsWith("tagger "u8);

    /// <summary>Returns one header with its continuation lines.</summary>
    private static ReadOnlySpan<byte> ReadHeader(ReadOnlySpan<byte> text)
    {
        var end = 0;
        do
        {
            var line = text[end..].IndexOf((byte)'\n');
            end = line < 0 ? text.Length : end + line + 1;
        }
        while (end < text.Length && text[end] == ' ');
        return text[..end];
    }

    private static bool TryRewriteId(ReadOnlySpan<byte> header, ReadOnlySpan<byte> key, Func<ObjectId, ObjectId> map, List<byte> result)
    {
        var value = header[Math.Min(key.Length, header.Length)..].TrimEnd((byte)'\n');
        if (!header.StartsWith(key) || !ObjectId.TryParse(value, out var id))
        {
            return false;
        }

        result.AddRange(key);
        result.AddRange(System.Text.Encoding.ASCII.GetBytes(map(id).ToString()));
        result.AddRange(header[(key.Length + value.Length)..]);
        return true;
    }

    /// <summary>Returns the offset of a signature at the end of a tag's message; negative when there is none.</summary>
    private static int FindSignature(ReadOnlySpan<byte> message)
    {
        for (var offset = 0; offset < message.Length;)
        {
            if (message[offset..].StartsWith(TagSignature) && message[offset..].IndexOf("SIGN"u8) is > 0 and < 30)
            {
                return offset;
            }

            var line = message[offset..].IndexOf((byte)'\n');
            offset = line < 0 ? message.Length : offset + line + 1;
        }

        return -1;
    }
}
