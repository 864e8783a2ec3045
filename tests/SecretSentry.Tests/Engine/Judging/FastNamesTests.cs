using System.Text;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>The optimized code that recognizes names and their neighboring bytes gives the same results as the plain code.</summary>
public class FastNamesTests
{
    [Fact]
    public void Reading_sixteen_bytes_at_once_finds_the_same_end_of_a_name_as_reading_single_bytes()
    {
        var random = new Random(51);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new byte[random.Next(1, 70)];
            random.NextBytes(text);
            for (var at = 0; at < text.Length; at++)
            {
                text[at] = random.Next(12) == 0 ? text[at] : (byte)"azAZ09_-.$@:/x"[random.Next(14)];
            }

            var from = random.Next(text.Length);
            var (least, most) = (random.Next(from + 1), from + random.Next(text.Length - from + 1));
            NameRuns.FindEnd(text, from, most).Should().Be(NameRuns.FindEndScalar(text, from, most), "{0}", Convert.ToHexString(text));
            NameRuns.FindStart(text, from, least).Should()
                .Be(NameRuns.FindStartScalar(text, from, least), "{0}", Convert.ToHexString(text));
        }
    }

    [Fact]
    public void Each_byte_value_ends_a_name_as_in_the_plain_code()
    {
        for (var value = 0; value < 256; value++)
        {
            var text = Enumerable.Repeat((byte)'x', 40).ToArray();
            text[20] = (byte)value;
            NameRuns.FindEnd(text, 8, 40).Should().Be(ByteText.IsAfterStem((byte)value) ? 40 : 20, "{0}", value);
            NameRuns.FindStart(text, 33, 0).Should().Be(ByteText.IsInName((byte)value) ? 0 : 21, "{0}", value);
        }
    }

    [Fact]
    public void A_word_at_the_end_of_a_text_is_found_by_its_last_letter()
    {
        var random = new Random(52);
        var words = new WordEnds("cmp equals equal login ldap_bind");
        for (var i = 0; i < 2000; i++)
        {
            var word = Encoding.ASCII.GetString(words.All[random.Next(words.All.Length)]);
            var written = random.Next(2) == 0 ? word : word.ToUpperInvariant();
            var text = Encoding.ASCII.GetBytes("x_" + written + (random.Next(3) == 0 ? "S" : ""));
            text = text[random.Next(text.Length)..];
            words.MatchesEnd(text).Should().Be(ByteText.EndsInAny(text, words.All), "{0}", Encoding.ASCII.GetString(text));
        }

        words.MatchesEnd([]).Should().BeFalse();
    }

    [Fact]
    public void The_first_two_bytes_do_not_rule_out_any_tool()
    {
        foreach (var name in PasswordTools.Names)
        {
            PasswordTools.MayBeTool(name, 0).Should().BeTrue("{0}", Encoding.ASCII.GetString(name));
            PasswordTools.IsTool(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(name).ToUpperInvariant()), 0).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData("INSERT INTO t (name, password) VALUES ('a', '=')")]
    [InlineData("insert into t(`name`,`password`,`x`) values('a','=','c')")]
    [InlineData("INSERT INTO [t] ([name], [password]) VALUES ('a', '=')")]
    [InlineData("INSERT INTO t (name, password\n, x) VALUES ('a', '=', 1)")]
    public void A_column_of_an_INSERT_has_its_value_in_the_list_of_values(string statement)
    {
        var text = Encoding.ASCII.GetBytes(statement);
        var (start, value) = (text.AsSpan().IndexOf("password"u8), text.AsSpan().IndexOf("'='"u8));
        SqlColumns.FindValueAfter(text, start, start + 8).Should().Be(value);
    }

    [Fact]
    public void Cached_facts_of_a_folder_equal_the_facts_of_each_path()
    {
        var (random, folders) = (new Random(53), new FolderWords());
        string[] parts = ["src", "Tests", "t", "e2e", "docs", "dist", "a.example", "conf", "vendor", "lib", "x.dist", "crypt", ".md",
            "a.cs", "Makefile", "b.yml"];
        for (var i = 0; i < 5000; i++)
        {
            var path = string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => parts[random.Next(parts.Length)]));
            path = random.Next(9) == 0 ? path + "/" : random.Next(9) == 0 ? "/" + path : path;
            folders.GetKindFacts(path).AddWordBits(folders.GetBits(path)).Should().Be(PathFacts.Create(path), "{0}", path);
        }
    }
}
