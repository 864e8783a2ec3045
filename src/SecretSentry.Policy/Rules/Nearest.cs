namespace SecretSentry.Policy.Rules;

/// <summary>Finds the word that the user probably meant.</summary>
public static class Nearest
{
    /// <summary>
    /// Returns the word of <paramref name="valid"/> with the fewest edits (Levenshtein, case-insensitive) from <paramref name="word"/>.
    /// </summary>
    public static string Find(string word, IEnumerable<string> valid)
    {
        ArgumentNullException.ThrowIfNull(word);
        return valid.MinBy(candidate => CountEdits(word.ToUpperInvariant(), candidate.ToUpperInvariant())) ?? "";
    }

    private static int CountEdits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[^1];
    }
}
