using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Decoding;
using SecretSentry.Engine.Notes;

namespace SecretSentry.Purge.Search;

/// <summary>
/// Searches the decoded texts of contents for needles. The decoders of the scanner find these texts, so a search finds every secret that a
/// scan reports in decoded text. Quoted-printable text is decoded as well. Use one instance per thread.
/// </summary>
internal sealed class LayerSearch
{
    private readonly NeedleSearch _search;
    private readonly DecodedLayers _layers = new();
    private readonly DecodedLayerVisitor _visitor;
    private readonly QuotedPrintable _quoted;
    private List<LayerMatch>? _found;

    public LayerSearch(NeedleSearch search)
    {
        _search = search;
        _quoted = new(search);
        _visitor = SearchText;
    }

    /// <summary>Messages about texts that were not decoded completely. The caller clears them.</summary>
    public ICollection<string> Problems => _layers.Problems;

    /// <summary>Records where encoded text is, see <see cref="DecodedLayers.Locate"/>.</summary>
    public void Locate(ReadOnlySpan<byte> content, IncrementalScanState? source, ReadOnlySpan<CopiedRange> copies,
        IncrementalScanState state) => _layers.Locate(content, source, copies, state);

    /// <summary>Whether a decoded text contains a needle, without quoted-printable text.</summary>
    /// <param name="content">Content of an object or a file.</param>
    /// <param name="state">What <see cref="Locate"/> recorded for the content, if anything.</param>
    public bool IsInLayers(ReadOnlySpan<byte> content, IncrementalScanState? state)
    {
        _found = null;
        return _layers.Visit(content, state, _visitor);
    }

    /// <summary>Whether quoted-printable text contains a needle.</summary>
    public bool IsInQuoted(ReadOnlySpan<byte> content) => _quoted.Search(content, null);

    /// <summary>Returns all occurrences in decoded text. Several of them may have the same or overlapping spans.</summary>
    public List<LayerMatch> Find(ReadOnlySpan<byte> content)
    {
        _found = [];
        _layers.Visit(content, null, _visitor);
        _quoted.Search(content, _found);
        return _found;
    }

    private bool SearchText(ReadOnlySpan<byte> text, int start, int end)
    {
        if (!_search.IsInForms(text))
        {
            return false;
        }

        var isFound = false;
        foreach (var match in _search.FindForms(text).Where(match => match.Start < end && match.Start + match.Length > start))
        {
            isFound = true;
            _found?.Add(new(match.Needle, match.Form, _layers.GetSpan(match.Start, match.Start + match.Length)));
        }

        return isFound;
    }
}
