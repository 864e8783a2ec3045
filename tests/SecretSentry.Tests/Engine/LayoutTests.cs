using System.Globalization;
using System.Text;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

public class LayoutTests
{
    [Fact]
    public void The_classes_of_a_set_are_those_of_its_bytes()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var values = Enumerable.Range(0, random.Next(1, 9)).Select(_ => (byte)random.Next(256)).ToArray();
            var set = values.Aggregate(default(ByteSet), (all, value) => all.Union(ByteSet.Of(value)));
            ByteClasses.Of(set).Should().Be(values.Aggregate(0UL, (all, value) => all | (1UL << ByteClasses.Of(value))));
        }
    }

    [Fact]
    public void Both_cases_of_a_letter_are_one_class_and_no_letter_shares_it_with_a_digit_or_a_mark()
    {
        foreach (var letter in "abcdefghijklmnopqrstuvwxyz")
        {
            var same = Enumerable.Range(0x20, 0x5F).Where(b => ByteClasses.Of((byte)b) == ByteClasses.Of((byte)letter)).Select(b => (char)b);
            same.Should().Equal(char.ToUpperInvariant(letter), letter);
        }
    }

    [Fact]
    public void The_rate_of_a_window_is_the_sum_of_the_common_windows_it_allows()
    {
        var common = new CommonWindows("key=#\nkeys'\n/* x+\n"u8); // shares 1, 1/2, 1/4
        common.Rate(Window("key=")).Should().BeApproximately(1, 1e-6);
        common.Rate(Window("KEYS")).Should().BeApproximately(0.5, 1e-6);
        common.Rate(Window("key=").Or(Window("keys"))).Should().BeApproximately(1.5, 1e-6);
        common.Rate(Window("/*=x")).Should().Be(0);
        common.Rate(new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue)).Should().BeApproximately(1.75, 1e-6);
    }

    [Fact]
    public void A_record_of_another_length_is_refused_with_its_number()
    {
        var read = () => new CommonWindows("key=#\nkey#\n"u8);
        read.Should().Throw<FormatException>().WithMessage("record 2 has 4 bytes*");
    }

    [Fact]
    public void The_built_in_rules_need_one_table_and_many_more_rules_a_second()
    {
        var rules = BuiltInRules.Load();
        rules.Literals.Tables.Should().ContainSingle();
        rules.With(Vendors()).Literals.Tables.Length.Should().BeGreaterThan(1);
    }

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void Rules_on_several_tables_are_all_found(string name)
    {
        var rules = BuiltInRules.Load().With(Vendors());
        rules.Literals.Tables.Length.Should().BeGreaterThan(1);
        var text = new StringBuilder();
        for (var i = 0; i < 2000; i += 40)
        {
            text.Append(CultureInfo.InvariantCulture, $"some words, {Word(i)}_key={Template.Expand("{alnum:20}", i).ToLowerInvariant()};\n");
        }

        var content = Encoding.ASCII.GetBytes(text.ToString());
        var (found, expected) = (new List<SecretSentry.Engine.Findings.Match>(), new List<SecretSentry.Engine.Findings.Match>());
        Kernels.ScannerWith(rules, name).Scan(content, "", found);
        Kernels.ScannerWith(Kernels.Unfiltered(rules), "scalar").Scan(content, "", expected);
        found.Should().Equal(expected).And.HaveCountGreaterThan(45);
    }

    private static Rule[] Vendors() => [.. Enumerable.Range(0, 2000).Select(i => new Rule { Id = $"v{i}", Regex = Invariant($@"{Word(i)}[_-]?key[=:]([a-z0-9]{{20}})") })];

    /// <summary>Five letters that differ for each number.</summary>
    private static string Word(int i)
    {
        var random = new Random(i);
        return new string([.. Enumerable.Range(0, 5).Select(_ => (char)('a' + random.Next(26)))]);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static ClassWindow Window(string text) => ClassWindow.Of([.. Encoding.ASCII.GetBytes(text).Select(ByteSet.Of)], 0);
}
