namespace SecretSentry.Purge.Search;

/// <summary>Searches what is too long to be held, in parts that overlap by more than the longest form.</summary>
internal static class StreamSearch
{
    private const int PartLength = 4 * 1024 * 1024;

    /// <summary>The hits; offsets are those within parts and mean nothing.</summary>
    public static List<NeedleHit> Find(Stream content, NeedleSearch search)
    {
        var (hits, overlap) = (new List<NeedleHit>(), search.LongestForm);
        var part = new byte[Math.Max(PartLength, 4 * overlap)];
        for (var kept = 0; ;)
        {
            var length = kept + content.ReadAtLeast(part.AsSpan(kept), part.Length - kept, throwOnEndOfStream: false);
            hits.AddRange(search.Find(part.AsSpan(0, length)).Where(hit => hit.Start + hit.Length > kept));
            if (length < part.Length)
            {
                return hits;
            }

            kept = overlap;
            part.AsSpan(length - overlap).CopyTo(part);
        }
    }
}
