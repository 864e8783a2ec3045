namespace SecretSentry.Scanning.Staged;

/// <summary>The lines of a message that git keeps.</summary>
internal static class KeptLines
{
    /// <summary>The scissors line, which follows the comment prefix and a blank (git's wt_status_locate_end).</summary>
    internal static ReadOnlySpan<byte> Scissors => "------------------------ >8 ------------------------"u8;

    public static LineSet Find(ReadOnlySpan<byte> message, MessageCleanup cleanup)
    {
        var prefix = System.Text.Encoding.UTF8.GetBytes(cleanup.CommentPrefix);
        var kept = new List<bool>();
        while (!message.IsEmpty)
        {
            var end = message.IndexOf((byte)'\n');
            var line = end < 0 ? message : message[..end];
            message = end < 0 ? [] : message[(end + 1)..];
            var isComment = line.StartsWith(prefix);
            if (isComment && cleanup.CutsAtScissors && end >= 0 && line.Length > prefix.Length && line[prefix.Length] == ' '
                && line[(prefix.Length + 1)..].SequenceEqual(Scissors))
            {
                break;
            }

            kept.Add(!(isComment && cleanup.DropsComments));
        }

        return LineSet.Create([.. kept]);
    }
}
