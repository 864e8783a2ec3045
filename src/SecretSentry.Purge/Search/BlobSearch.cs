using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Search;

/// <summary>
/// Searches the versions of blobs. In a version that is a delta on a clean blob, an occurrence touches a byte that was not copied, so only
/// the bytes near such bytes are searched. Use one instance per thread.
/// </summary>
internal sealed class BlobSearch(NeedleSearch search)
{
    private readonly LayerSearch _layers = new(search);

    /// <summary>Messages about texts that were not decoded completely. The caller clears them.</summary>
    public ICollection<string> Problems => _layers.Problems;

    /// <summary>Whether a blob contains a needle, also in decoded text.</summary>
    public bool IsIn(ReadOnlySpan<byte> content, BlobVersion version)
    {
        var state = version.StateAs<BlobSearchState>();
        var source = version.GetSourceState<BlobSearchState>();
        if (state is not null)
        {
            _layers.Locate(content, source?.Runs, MemoryMarshal.Cast<DeltaCopy, CopiedRange>(version.Copies), state.Runs);
        }

        var isIn = source is { IsClean: true } ? IsInNew(content, version.Copies) : IsInPart(content);
        if (state is not null)
        {
            state.IsClean = !isIn;
        }

        return isIn | _layers.IsInLayers(content, state?.Runs) || search.IsInPatterns(content);
    }

    /// <summary>Searches the bytes that are not copied, and as many bytes next to them as an occurrence can take.</summary>
    private bool IsInNew(ReadOnlySpan<byte> content, ReadOnlySpan<DeltaCopy> copies)
    {
        var (reach, from) = (search.Reach, 0);
        for (var i = 0; i <= copies.Length; i++)
        {
            var (start, end) = i < copies.Length ? (copies[i].Start, copies[i].Start + copies[i].Length) : (content.Length, content.Length);
            if (i < copies.Length && end - start <= 2 * reach)
            {
                continue; // searching it costs less than another part
            }

            var to = Math.Min(content.Length, start + reach);
            if (IsInPart(content[from..to]))
            {
                return true;
            }

            from = Math.Max(to, end - reach);
        }

        return false;
    }

    private bool IsInPart(ReadOnlySpan<byte> part) => search.IsInForms(part) || _layers.IsInQuoted(part);
}
