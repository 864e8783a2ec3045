namespace SecretSentry.Purge.Search;

/// <summary>Searches content that is too long for memory, in parts that overlap by more than the longest form.</summary>
internal static class StreamSearch
{
    private const int PartLength = 4 * 1024 * 1024;

    /// <summary>Returns the matches. Their offsets are relative to parts and must not be used.</summary>
    public static List<NeedleMatch> Find(Stream content, NeedleSearch search)
    {
        var (matches, overlap) = (new List<NeedleMatch>(), search.LongestForm);
        var part = new byte[Math.Max(PartLength, 4 * overlap)];
        for (var kept = 0; ;)
        {
            var length = kept + content.ReadAtLeast(part.AsSpan(kept), part.Length - kept, throwOnEndOfStream: false);
            matches.AddRange(search.Find(part.AsSpan(0, length)).Where(match => match.Start + match.Length > kept));
            if (length < part.Length)
            {
                return matches;
            }

            kept = overlap;
            part.AsSpan(length - overlap).CopyTo(part);
        }
    }
}
