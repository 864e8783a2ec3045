using SecretSentry.Engine.Paths;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Scans a content byte by byte and passes every anchor to the extractor. This is slow and used by the trainer and the tests. A scan finds
/// the anchors with its prefilter.
/// </summary>
internal static class AnchorFinder
{
    /// <summary>
    /// Appends the named values of a content to <paramref name="found"/>, in ascending order of their anchors. Some values may be added
    /// twice.
    /// </summary>
    public static void Extract(ReadOnlySpan<byte> content, PathFacts path, List<NamedValue> found)
    {
        var extractor = new CandidateExtractor(content, path, found, isThorough: true);
        for (var offset = 0; offset < content.Length; offset++)
        {
            if (content[offset] == '-')
            {
                Anchors.Read(Anchors.Option, content, offset, ref extractor);
            }
            else if (content[offset] is (byte)':' or (byte)'@')
            {
                Anchors.Read(Anchors.Url, content, offset, ref extractor);
                Anchors.Read(Anchors.Line, content, offset, ref extractor);
            }
            else if (Anchors.BeginsCommand(content, offset))
            {
                Anchors.Read(Anchors.Option, content, offset, ref extractor);
                Anchors.Read(Anchors.Url, content, offset, ref extractor);
            }

            if (NameStems.GetStemLength(content, offset) is > 0 and var length)
            {
                _ = extractor.ReadName(offset, offset + length);
            }
        }
    }
}
