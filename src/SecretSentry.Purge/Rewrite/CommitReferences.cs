using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Rewrite;

/// <summary>Ids of commits in messages, as words of 7 to 40 (64) hexadecimal digits.</summary>
internal sealed partial class CommitReferences
{
    private readonly List<string> _all;
    private readonly RewriteResult _result;

    /// <param name="commits">All commits that are kept; a word means one of them when it begins the id of no other.</param>
    /// <param name="result">What has changed so far: a message can only name what came before.</param>
    public CommitReferences(IEnumerable<ObjectId> commits, RewriteResult result)
    {
        (_all, _result) = ([.. commits.Select(id => id.ToString())], result);
        _all.Sort(StringComparer.Ordinal);
    }

    /// <summary>The text with new ids, of the same length each.</summary>
    public byte[] Update(byte[] text) =>
        System.Text.Encoding.Latin1.GetBytes(GetWordRegex()
            .Replace(System.Text.Encoding.Latin1.GetString(text), match => UpdateWord(match.Value)));

    private string UpdateWord(string word)
    {
        var index = _all.BinarySearch(word, StringComparer.Ordinal);
        index = index < 0 ? ~index : index;
        var isUnique = index < _all.Count && _all[index].StartsWith(word, StringComparison.Ordinal)
            && (index + 1 == _all.Count || !_all[index + 1].StartsWith(word, StringComparison.Ordinal));
        return isUnique && _result.Map.TryGetValue(ObjectId.ParseOrDefault(_all[index]), out var changed)
            ? changed.ToString()[..word.Length]
            : word;
    }

    [System.Text.RegularExpressions.GeneratedRegex("(?<![0-9a-zA-Z])[0-9a-f]{7,64}(?![0-9a-zA-Z])")]
    private static partial System.Text.RegularExpressions.Regex GetWordRegex();
}
