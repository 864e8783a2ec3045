using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Policy;

namespace SecretSentry.Tests.Policy;

public class AllowCommentTests
{
    private const string Comment = "# gitleaks:allow";

    [Theory]
    [InlineData(ContentKind.Text)]
    [InlineData(ContentKind.Utf16LittleEndian)]
    [InlineData(ContentKind.Utf16BigEndian)]
    [InlineData(ContentKind.Utf32LittleEndian)]
    public void A_comment_is_found_on_its_line_wherever_the_line_is(ContentKind kind)
    {
        foreach (var before in new[] { "", "first\n", new string('x', 5000) + "\n", new string('\n', 9000) })
        {
            IsAccepted($"{before}key = SECRET {Comment}\nlast", kind).Should().BeTrue();
            IsAccepted($"{before}{Comment} key = SECRET", kind).Should().BeTrue();
            IsAccepted($"{before}{Comment}\nkey = SECRET\n{Comment}\n", kind).Should().BeFalse();
        }
    }

    [Theory]
    [InlineData(4000, true)]
    [InlineData(4200, false)]
    [InlineData(1_000_000, false)]
    public void A_comment_accepts_what_is_near_it(int distance, bool isAccepted)
    {
        var between = new string('.', distance);
        IsAccepted($"SECRET{between}{Comment}", ContentKind.Text).Should().Be(isAccepted);
        IsAccepted($"{Comment}{between}SECRET", ContentKind.Text).Should().Be(isAccepted);
    }

    [Fact]
    public void A_comment_for_the_next_line_is_found_above()
    {
        const string above = "# pragma: allowlist nextline secret\n";
        IsAccepted($"{above}key = SECRET", ContentKind.Text).Should().BeTrue();
        IsAccepted($"{above}\nkey = SECRET", ContentKind.Text).Should().BeFalse();
    }

    private static bool IsAccepted(string text, ContentKind kind)
    {
        Encoding encoding = kind switch
        {
            ContentKind.Utf16LittleEndian => Encoding.Unicode,
            ContentKind.Utf16BigEndian => Encoding.BigEndianUnicode,
            ContentKind.Utf32LittleEndian => Encoding.UTF32,
            _ => Encoding.ASCII,
        };
        var (unit, mark) = (kind.GetUnitLength(), kind.GetUnitLength() == 1 ? [] : encoding.GetPreamble());
        var start = mark.Length + (text.IndexOf("SECRET", StringComparison.Ordinal) * unit);
        var match = new Match(0, start, 6 * unit, start, 6 * unit, Validity.Unknown, Confidence.High);
        return AllowComment.FindAccepting([.. mark, .. encoding.GetBytes(text)], kind, match, new Rule { Id = "r" }, AllowComment.Names)
            is not null;
    }
}
