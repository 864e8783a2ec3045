using System.Text;
using SecretSentry.Scanning.Staged;

namespace SecretSentry.Tests.Scanning;

public class KeptLinesTests
{
    private const string Scissors = " ------------------------ >8 ------------------------";

    [Theory]
    [InlineData("one\n# two\nthree", true, true, "#", "1 3")]
    [InlineData("one\n# two\nthree\n", false, true, "#", "1 2 3")]
    [InlineData("one\n; two\n# three\n", true, true, ";", "1 3")]
    [InlineData("one\n#" + Scissors + "\nthree\n", false, true, "#", "1")]
    [InlineData("one\n;" + Scissors + "\nthree\n", true, true, ";", "1")]
    [InlineData("one\n#" + Scissors + "\nthree\n", false, false, "#", "1 2 3")]
    [InlineData("one\n#" + Scissors + " \nthree\n", true, true, "#", "1 3")]
    [InlineData("", true, true, "#", "")]
    public void The_lines_that_git_keeps_are_found(string message, bool dropsComments, bool cuts, string mark, string kept)
    {
        var lines = KeptLines.Find(Encoding.UTF8.GetBytes(message), new(dropsComments, cuts, mark));
        string.Join(' ', Enumerable.Range(1, 9).Where(lines.Contains)).Should().Be(kept);
    }
}
