using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;

namespace SecretSentry.Training;

/// <summary>Extracts candidates and their features with the engine's own code. One per thread.</summary>
internal sealed class RowMaker(WordModel words)
{
    private readonly List<NamedValue> _found = [];

    /// <summary>
    /// Returns the candidates of a content, except those that the filter drops. Those are never judged, so they are not trained on.
    /// </summary>
    public IReadOnlyList<NamedValue> Extract(ReadOnlySpan<byte> content, string path)
    {
        var facts = PathFacts.Create(path);
        _found.Clear();
        AnchorFinder.Extract(content, facts, _found);
        var kept = 0;
        for (var i = 0; i < _found.Count; i++)
        {
            if (CandidateFilter.GetReason(content, _found[i], facts) == FilterReason.None)
            {
                _found[kept++] = _found[i];
            }
        }

        _found.RemoveRange(kept, _found.Count - kept);
        return _found;
    }

    /// <summary>Returns the features of a candidate.</summary>
    public short[] ComputeFeatures(ReadOnlySpan<byte> content, string path, in NamedValue candidate)
    {
        Span<int> features = stackalloc int[(int)Feature.Count];
        CandidateFeatures.Write(content, candidate, PathFacts.Create(path), words, features);
        var row = new short[(int)Feature.Count];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = (short)Math.Clamp(features[i], short.MinValue, short.MaxValue);
        }

        return row;
    }
}
