using System.Text;
using SecretSentry.Findings;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Tests.Scanning;

public class ContentScanTests
{
    [Theory]
    [InlineData(0, true, 1)]
    [InlineData(1, true, 1)]
    [InlineData(3, true, 1)]
    [InlineData(4, false, 0)]
    public void Text_with_too_many_nested_encodings_is_a_gap(int depth, bool isComplete, int findings)
    {
        var (coverage, found) = Scan(Encode($"token = {Secrets.MakeToken(1)}", depth), new() { Directory = "", Rules = Secrets.Rules });
        coverage.IsComplete.Should().Be(isComplete);
        coverage.Gaps.Count(gap => gap.Raw.Contains("more than 3 times", StringComparison.Ordinal)).Should().Be(isComplete ? 0 : 1);
        found.Should().HaveCount(findings);
        coverage.Scanned.Should().Be(1);
        Scan(Encode($"token = {Secrets.MakeToken(1)}", depth), new() { Directory = "", Rules = Secrets.Rules, Decodes = false }).Coverage
            .IsComplete.Should().BeTrue("nothing is decoded, so there is no gap");
    }

    [Fact]
    public void Secrets_in_a_shown_text_are_redacted_and_the_rest_is_unchanged()
    {
        var scan = new ContentScan(new() { Directory = "", Rules = Secrets.Rules }, new());
        var (first, second) = (Secrets.MakeToken(2), Secrets.MakeToken(3));
        scan.Redact($"a {first} \u2013 {second} z").Should()
            .Be($"a {first[..2]}********{first[^2..]} \u2013 {second[..2]}********{second[^2..]} z");
        scan.Redact("nothing in it").Should().Be("nothing in it");
        scan.Redact("").Should().BeEmpty();
    }

    /// <summary>Returns the text encoded in base64 the given number of times.</summary>
    internal static string Encode(string text, int depth)
    {
        for (; depth > 0; depth--)
        {
            text = Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
        }

        return text;
    }

    private static (Coverage Coverage, List<Finding> Found) Scan(string text, ScanOptions options)
    {
        var (coverage, found) = (new Coverage(), new List<Finding>());
        new ContentScan(options, coverage).Scan(Encoding.ASCII.GetBytes(text + "\n"), "a.txt", found);
        return (coverage, found);
    }
}
