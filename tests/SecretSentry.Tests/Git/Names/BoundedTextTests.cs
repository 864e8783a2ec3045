using SecretSentry.Git.Names;

namespace SecretSentry.Tests.Git.Names;

public class BoundedTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("one\n")]
    [InlineData("one\n\ntwo")]
    [InlineData("\n\n")]
    public void Short_lines_are_those_of_the_file(string text) => Read(text).Should().Equal(text.TrimEnd('\n').Length == 0
        ? [.. Enumerable.Repeat("", text.Length)] : text.Split('\n')[..^(text.EndsWith('\n') ? 1 : 0)]);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(40)]
    public void Of_a_long_line_the_beginning_is_kept_and_the_next_line_is_whole(int factor)
    {
        var lines = Read(new string('x', factor * BoundedText.MaxLength) + "\nafter\n" + new string('y', 100_000) + "\nlast");
        lines.Should().Equal(new string('x', BoundedText.MaxLength), "after", new string('y', BoundedText.MaxLength), "last");
    }

    private static string[] Read(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            return [.. BoundedText.ReadLines(file)];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
