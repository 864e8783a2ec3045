namespace SecretSentry.Purge.Search;

/// <summary>
/// Searches content that is too long for memory, in parts that overlap by more than the longest form. Encoded text is decoded within the
/// parts.
/// </summary>
internal static class StreamSearch
{
    private const int PartLength = 4 * 1024 * 1024;

    /// <summary>Minimum overlap, as in a scan: more than the longest secret with each of its bytes as an escape.</summary>
    private const int Overlap = 128 * 1024;

    /// <summary>Returns the matches. Their offsets are relative to parts and must not be used.</summary>
    /// <param name="content">Content of an object or a file.</param>
    /// <param name="search">Search for the needles.</param>
    /// <param name="problems">Receives messages about texts that were not decoded completely.</param>
    public static List<NeedleMatch> Find(Stream content, NeedleSearch search, ICollection<string>? problems = null)
    {
        var (matches, overlap) = (new List<NeedleMatch>(), Math.Max(search.Reach, Overlap));
        var part = new byte[Math.Max(PartLength, 4 * overlap)];
        for (var kept = 0; ;)
        {
            var length = kept + content.ReadAtLeast(part.AsSpan(kept), part.Length - kept, throwOnEndOfStream: false);
            matches.AddRange(search.Find(part.AsSpan(0, length), problems).Where(match => match.Start + match.Length > kept));
            if (length < part.Length)
            {
                return matches;
            }

            kept = overlap;
            part.AsSpan(length - overlap).CopyTo(part);
        }
    }
}
