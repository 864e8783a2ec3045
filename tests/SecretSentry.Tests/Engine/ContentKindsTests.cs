using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Matches;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

public class ContentKindsTests
{
    private static readonly SecretSentry.Engine.Compilation.RuleSet Rules = BuiltInRules.Load();

    /// <summary>git examines the first 8,000 bytes.</summary>
    [Theory]
    [InlineData(0, ContentKind.Binary)]
    [InlineData(7_999, ContentKind.Binary)]
    [InlineData(8_000, ContentKind.Text)]
    [InlineData(100_000, ContentKind.Text)]
    public void A_NUL_makes_a_file_binary_only_in_the_bytes_that_git_checks(int at, ContentKind expected)
    {
        var content = Encoding.ASCII.GetBytes(new string('.', 200_000));
        content[at] = 0;
        ContentKinds.Detect(content).Should().Be(expected);
    }

    [Fact]
    public void A_password_is_found_in_a_text_with_a_NUL_far_from_its_start()
    {
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a line of text\n", 1000))
            + Template.Expand("db_password = \"{lower:4}{digit:3}{upper:4}{digit:3}\"\n"));
        var expected = Find(content).Should().ContainSingle().Subject;
        content[9_000] = 0;
        Find(content).Should().Equal(expected);
    }

    /// <summary>The low byte of each of these letters is a letter that occurs in a token.</summary>
    [Fact]
    public void A_UTF_16_letter_is_not_read_as_the_ASCII_letter_with_the_same_low_byte()
    {
        var token = Template.Expand("ghp_{crc62:30}");
        var encoding = new UnicodeEncoding(false, true);
        var rule = Find([.. encoding.GetPreamble(), .. encoding.GetBytes($"token = {token}\n")]).Should().ContainSingle().Subject.Rule;
        for (var i = 0; i < token.Length; i++)
        {
            var text = $"token = {token[..i]}{(char)(token[i] + 0x100)}{token[(i + 1)..]}\n";
            Find([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]).Should().NotContain(match => match.Rule == rule, text);
        }
    }

    [Theory]
    [InlineData(ContentKind.Utf16LittleEndian)]
    [InlineData(ContentKind.Utf16BigEndian)]
    public void A_UTF_16_unit_above_one_byte_becomes_a_byte_that_no_token_contains(ContentKind kind)
    {
        var encoding = new UnicodeEncoding(kind == ContentKind.Utf16BigEndian, false);
        byte[] buffer = [];
        var narrow = ContentKinds.Narrow(encoding.GetBytes("a\u00ff\u0141\uffff"), kind, ref buffer).ToArray();
        narrow.Should().Equal((byte)'a', 0xFF, 0xFF, 0xFF);
    }

    private static List<Match> Find(byte[] content)
    {
        var matches = new List<Match>();
        new Scanner(Rules).Scan(content, "src/settings.py", matches);
        return matches;
    }
}
