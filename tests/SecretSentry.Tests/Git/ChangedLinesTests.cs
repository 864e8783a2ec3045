using System.Text;
using SecretSentry.Scanning.Staged;

namespace SecretSentry.Tests.Git;

public class ChangedLinesTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "2")]
    [InlineData("a\nb\n", "a\nb\nc\n", "3")]
    [InlineData("", "a\nb", "1 2")]
    [InlineData("a\nb\nc", "a\r\nb\r\nc\r\n", "")]
    [InlineData("a\nb\nc\nd\n", "a\nd\n", "")]
    public void Added_and_changed_lines_are_found(string before, string after, string expected)
    {
        var set = ChangedLines.Find(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));
        var count = after.Split('\n').Length;
        var lines = Enumerable.Range(1, count).Where(set.Contains).ToArray();
        string.Join(' ', lines).Should().Be(expected);
    }

    [Fact]
    public void A_line_that_is_not_in_the_old_text_is_always_found_and_the_diff_is_minimal()
    {
        var random = new Random(4);
        for (var round = 0; round < 2000; round++)
        {
            var before = Enumerable.Range(0, random.Next(30)).Select(_ => ((char)('a' + random.Next(6))).ToString()).ToArray();
            var after = Enumerable.Range(0, random.Next(30)).Select(_ => ((char)('a' + random.Next(8))).ToString()).ToArray();
            var set = ChangedLines.Find(Encoding.ASCII.GetBytes(string.Join('\n', before)),
                Encoding.ASCII.GetBytes(string.Join('\n', after)));
            for (var i = 0; i < after.Length; i++)
            {
                if (!before.Contains(after[i]))
                {
                    set.Contains(i + 1).Should().BeTrue();
                }
            }

            // The unchanged lines must be a subsequence of the old lines, as long as the longest common one.
            var kept = after.Where((_, i) => !set.Contains(i + 1)).ToArray();
            IsSubsequence(kept, before).Should().BeTrue();
            kept.Length.Should().Be(LongestCommon(before, after));
        }
    }

    /// <summary>The files have more differences than the diff aligns.</summary>
    [Theory]
    [InlineData(900)]
    [InlineData(3_000)]
    public void A_rewritten_file_has_new_lines_only_in_the_rewritten_part(int count)
    {
        var (before, after) = (Lines("old"), Lines("new"));
        var set = ChangedLines.Find(Encoding.ASCII.GetBytes($"first\n{before}last\n"), Encoding.ASCII.GetBytes($"first\n{after}last\n"));
        Enumerable.Range(1, count + 2).Where(set.Contains).Should().Equal(Enumerable.Range(2, count));
        set.Intersects(1, 1).Should().BeFalse();
        set.Intersects(1, 2).Should().BeTrue();
        set.Intersects(count + 1, count + 2).Should().BeTrue();
        set.Intersects(count + 2, count + 2).Should().BeFalse();

        string Lines(string word) => string.Concat(Enumerable.Range(0, count).Select(i => $"{word} {i}\n"));
    }

    private static bool IsSubsequence(string[] part, string[] whole)
    {
        var at = 0;
        foreach (var line in whole)
        {
            at += at < part.Length && part[at] == line ? 1 : 0;
        }

        return at == part.Length;
    }

    private static int LongestCommon(string[] a, string[] b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                table[i, j] = a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table[a.Length, b.Length];
    }
}
