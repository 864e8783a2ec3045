using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Rewrite;

/// <summary>Ids of commits in messages, recognized as words of 7 to 40 (64) hexadecimal digits.</summary>
internal sealed partial class CommitReferences
{
    private readonly List<string> _all;
    private readonly RewriteResult _result;

    /// <param name="commits">All commits that are kept. A word refers to one of them when no other commit's id starts with it.</param>
    /// <param name="result">Changes so far. A message can refer only to earlier commits.</param>
    public CommitReferences(IEnumerable<ObjectId> commits, RewriteResult result)
    {
        (_all, _result) = ([.. commits.Select(id => id.ToString())], result);
        _all.Sort(StringComparer.Ordinal);
    }

    /// <summary>Returns the text with new ids, each of the same length as the old one.</summary>
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
