using System.Text;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Search;

namespace SecretSentry.Tests.Git.Purge;

public class NeedleTests
{
    /// <summary>The slow oracle compares every form at every offset.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_search_finds_the_same_as_a_comparison_at_every_offset(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 150; round++)
        {
            Needle[] needles = [.. Enumerable.Range(0, random.Next(1, 12))
                .Select(i => Needle.CreateLiteral($"n{i}", Bytes(random, random.Next(1, 24)), "x"u8.ToArray()))];
            var content = Bytes(random, random.Next(0, 400));
            for (var i = random.Next(0, 5); i > 0 && content.Length > 0; i--)
            {
                var forms = needles[random.Next(needles.Length)].Forms;
                var form = forms[random.Next(forms.Count)].Bytes;
                content = [.. content[..random.Next(content.Length)], .. form, .. content[random.Next(content.Length)..]];
            }

            var expected = needles.SelectMany((needle, n) =>
                needle.Forms.SelectMany((form, f) => Enumerable.Range(0, Math.Max(0, content.Length - form.Bytes.Length + 1))
                .Where(at => content.AsSpan(at).StartsWith(form.Bytes)).Select(at => new NeedleMatch(n, f, at, form.Bytes.Length))));
            var search = new NeedleSearch(needles);
            search.Find(content).Should().BeEquivalentTo(expected);
            search.IsIn(content).Should().Be(expected.Any());
        }
    }

    [Theory]
    [InlineData("user:", ":pw")]
    [InlineData("u:", "")]
    [InlineData("", "x")]
    [InlineData("abc", "defg")]
    public void A_needle_is_removed_from_base64_of_the_text_around_it(string before, string behind)
    {
        var secret = "s3cr3t-" + before.Length + "-value-of-test";
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret + behind));
        var replaced = Encoding.ASCII.GetString(Replaced(secret, encoded)!);
        replaced.Should().HaveLength(encoded.Length);
        Encoding.Latin1.GetString(Convert.FromBase64String(replaced)).Should().StartWith(before).And.EndWith(behind)
            .And.NotContain(secret[2..^2]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UTF_16_text_is_replaced_in_its_own_byte_order(bool isBigEndian)
    {
        var encoding = new UnicodeEncoding(isBigEndian, false);
        var needle = Needle.CreateLiteral("n", "secret-text"u8.ToArray(), Encoding.UTF8.GetBytes("\u2013gone\u2013"));
        new Replacer([needle]).Replace(encoding.GetBytes("a secret-text b"), null, out var count).Should()
            .Equal(encoding.GetBytes("a \u2013gone\u2013 b"));
        count.Should().Be(1);
    }

    [Fact]
    public void A_needle_of_several_lines_is_found_with_other_line_ends_and_in_JSON()
    {
        const string Block = "first line of it\nsecond line of it\n";
        Replaced(Block, $"x {Block.Replace("\n", "\r\n", StringComparison.Ordinal)}y").Should().Equal("x ***y"u8.ToArray());
        Replaced(Block, "{\"key\": \"first line of it\\nsecond line of it\\n\"}").Should().Equal("{\"key\": \"***\"}"u8.ToArray());
        Replaced("p@ss word/1", "url=p%40ss%20word%2F1&x").Should().Equal("url=***&x"u8.ToArray());
        Replaced(Block, "first line of it, second line of it").Should().BeNull();
    }

    /// <summary>
    /// The base64 of this text contains both digits in which the two alphabets differ. The text is tried at each of the three alignments.
    /// </summary>
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    public void A_needle_is_removed_from_base64url_of_the_text_around_it(string before)
    {
        const string secret = "x>?>?>?>?>?>?>?>?>?x";
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret)).TrimEnd('=');
        encoded.Should().Contain("+").And.Contain("/");
        foreach (var text in new[] { encoded, encoded.Replace('+', '-').Replace('/', '_') })
        {
            var replaced = Replaced(secret, $"x {text} y");
            replaced.Should().NotBeNull(text);
            Encoding.ASCII.GetString(replaced!).Should().HaveLength(text.Length + 4).And.Contain("REMOVED").And.NotContain(text[4..^4]);
        }
    }

    [Fact]
    public void A_needle_is_removed_from_JSON_with_escaped_slashes()
    {
        const string Secret = "path/of/\"one\"\tsecret";
        foreach (var text in new[] { "path/of/\\\"one\\\"\\tsecret", "path\\/of\\/\\\"one\\\"\\tsecret" })
        {
            Replaced(Secret, $"{{\"key\": \"{text}\"}}").Should().Equal("{\"key\": \"***\"}"u8.ToArray(), text);
        }
    }

    [Theory]
    [InlineData("regex:tok_(?P<digits>\\d+)==>\\g<digits>!", "a tok_12 b tok_x", "a 12! b tok_x")]
    [InlineData("regex:(a|b)\\1==>[\\1]", "aa ab bb", "[a] ab [b]")]
    [InlineData("regex:\\bkey\\b", "key keys \u00e9key", "***REMOVED*** keys \u00e9***REMOVED***")]
    [InlineData("regex:[\\w-]+$==>end", "one two-three\n", "one end\n")]
    [InlineData("glob:pass*word", "passAword pass\nword", "***REMOVED*** pass\nword")]
    [InlineData("literal:a.b==>$1", "a.b axb", "$1 axb")]
    [InlineData("plain==>", "x plain y", "x  y")]
    public void Rules_have_the_same_meaning_as_in_git_filter_repo(string rule, string content, string expected)
    {
        var needles = ReplaceTextFile.Read(Encoding.Latin1.GetBytes(rule + "\n\n"), "rules");
        Encoding.Latin1.GetString(new Replacer(needles).Replace(Encoding.Latin1.GetBytes(content), null, out _)!).Should().Be(expected);
    }

    [Fact]
    public void An_invalid_rule_is_reported_with_its_line_number_and_not_shown()
    {
        var read = () => ReplaceTextFile.Read("literal:fine\nregex:(open-secret\n"u8.ToArray(), "rules.txt");
        read.Should().Throw<FormatException>().WithMessage("rules.txt:2:*").Which.Message.Should().NotStartWith("rules.txt:2: regex");
    }

    [Fact]
    public void A_needle_across_a_boundary_of_the_parts_of_a_stream_is_found()
    {
        var search = new NeedleSearch([Needle.CreateLiteral("n", "needle-in-a-stream"u8.ToArray(), "x"u8.ToArray())]);
        foreach (var at in new[] { 0, (4 << 20) - 20, (4 << 20) - 9, (4 << 20) - 1, 4 << 20, (8 << 20) - 30 })
        {
            var content = new byte[(8 << 20) + 5];
            "needle-in-a-stream"u8.CopyTo(content.AsSpan(at));
            using var stream = new MemoryStream(content);
            StreamSearch.Find(stream, search).Should().NotBeEmpty();
        }
    }

    private static byte[]? Replaced(string secret, string content) =>
        new Replacer([Needle.CreateLiteral("n", Encoding.UTF8.GetBytes(secret), "***"u8.ToArray())])
            .Replace(Encoding.UTF8.GetBytes(content), null, out _);

    /// <summary>Returns random bytes from a small alphabet, so that parts of needles occur often.</summary>
    private static byte[] Bytes(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => "ab\0\u0001Z"u8[random.Next(5)])];
}
