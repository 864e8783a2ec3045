using System.Globalization;
using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Literals;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

public class LayoutTests
{
    [Fact]
    public void The_classes_of_a_set_are_the_classes_of_its_bytes()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var values = Enumerable.Range(0, random.Next(1, 9)).Select(_ => (byte)random.Next(256)).ToArray();
            var set = values.Aggregate(default(ByteSet), (all, value) => all.Union(ByteSet.FromByte(value)));
            ByteClasses.Classify(set).Should().Be(values.Aggregate(0UL, (all, value) => all | (1UL << ByteClasses.Classify(value))));
        }
    }

    [Fact]
    public void Both_cases_of_a_letter_have_one_class_that_contains_nothing_else()
    {
        foreach (var letter in "abcdefghijklmnopqrstuvwxyz")
        {
            var same = Enumerable.Range(0x20, 0x5F).Where(b => ByteClasses.Classify((byte)b) == ByteClasses.Classify((byte)letter))
                .Select(b => (char)b);
            same.Should().Equal(char.ToUpperInvariant(letter), letter);
        }
    }

    [Fact]
    public void The_rate_of_a_window_is_the_sum_over_the_common_windows_that_it_allows()
    {
        var common = new CommonWindows("key=#\nkeys'\n/* x+\n"u8); // the shares are 1, 1/2, 1/4
        common.ComputeRate(Window("key=")).Should().BeApproximately(1, 1e-6);
        common.ComputeRate(Window("KEYS")).Should().BeApproximately(0.5, 1e-6);
        common.ComputeRate(Window("key=").Combine(Window("keys"))).Should().BeApproximately(1.5, 1e-6);
        common.ComputeRate(Window("/*=x")).Should().Be(0);
        common.ComputeRate(new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue)).Should().BeApproximately(1.75, 1e-6);
    }

    [Fact]
    public void A_record_of_the_wrong_length_is_refused_with_its_number()
    {
        var read = () => new CommonWindows("key=#\nkey#\n"u8);
        read.Should().Throw<FormatException>().WithMessage("record 2 has 4 bytes*");
    }

    [Fact]
    public void The_rate_of_a_bucket_equals_a_count_over_all_windows()
    {
        var random = new Random(4);
        var (records, common) = RandomWindows(random, 700);
        var (tally, members) = (new BucketTally(common), new List<ClassWindow>());
        for (var step = 0; step < 400; step++)
        {
            var comes = members.Count < 3 || random.Next(2) == 0;
            var window = comes ? RandomWindow(random) : members[random.Next(members.Count)];
            var before = tally.Rate;
            var change = comes ? tally.MeasureAddition(window, double.PositiveInfinity) : tally.MeasureRemoval(window);
            var instead = members.Count == 0 ? 0 : tally.MeasureRemoval(members[0], window);
            if (members.Count > 0)
            {
                instead.Should().BeApproximately(Share(records, [.. members.Skip(1), window]) - before, 1e-6);
            }

            if (comes)
            {
                tally.MeasureAddition(window, change / 2).Should().BeGreaterThanOrEqualTo(change == 0 ? 0 : change / 2);
                tally.Add(window);
                members.Add(window);
            }
            else
            {
                tally.Remove(window);
                members.Remove(window);
            }

            tally.Rate.Should().BeApproximately(before + change, 1e-6).And.BeApproximately(Share(records, members), 1e-6);
        }
    }

    [Fact]
    public void Every_class_has_a_short_class_and_closing_a_window_twice_changes_nothing()
    {
        Enumerable.Range(0, ByteClasses.Count).Select(ShortClasses.Chosen.GetShortClass).Should()
            .OnlyContain(c => c >= 0 && c < ShortClasses.Count);
        var random = new Random(8);
        for (var round = 0; round < 200; round++)
        {
            var window = RandomWindow(random);
            var closed = ShortClasses.Chosen.Close(window);
            for (var k = 0; k < Literal.WindowLength; k++)
            {
                var of = Enumerable.Range(0, ByteClasses.Count).Where(c => (window.GetClasses(k) >> c & 1) != 0)
                    .Select(ShortClasses.Chosen.GetShortClass)
                    .ToHashSet();
                closed.GetClasses(k).Should().Be(Enumerable.Range(0, ByteClasses.Count)
                    .Where(c => of.Contains(ShortClasses.Chosen.GetShortClass(c)))
                    .Aggregate(0UL, (all, c) => all | (1UL << c)));
            }

            ShortClasses.Chosen.Close(closed).Should().Be(closed);
        }
    }

    [Theory]
    [InlineData(nameof(LookupKind.Long))]
    [InlineData(nameof(LookupKind.Short))]
    public void Annealing_reduces_candidates_and_is_deterministic(string name)
    {
        var kind = Enum.Parse<LookupKind>(name);
        var (records, common) = RandomWindows(new Random(9), 2000);
        Rule[] rules = [.. Enumerable.Range(0, 120)
            .Select(i => new Rule { Id = $"v{i}", Regex = Invariant($@"{Word(i)}{Word(i + 500)}[:=]([a-z0-9]{{20}})") })];
        var (quick, careful, again) = (RuleSet.Compile(rules), RuleSet.Compile(rules, common), RuleSet.Compile(rules, common));
        Alarms(careful).Should().BeLessThan(Alarms(quick) * 0.8);
        careful.GetLiterals(kind).Tables[0].Lookup.Should().Equal(again.GetLiterals(kind).Tables[0].Lookup);
        careful.GetLiterals(kind).Entries.Select(entry => entry.Rule).Should()
            .BeEquivalentTo(quick.GetLiterals(kind).Entries.Select(entry => entry.Rule));

        double Alarms(RuleSet set) => set.GetLiterals(kind).Entries.GroupBy(entry => entry.Bucket)
            .Sum(bucket => Share(records, [.. bucket.Select(entry => kind.See(entry.Window))]));
    }

    [Fact]
    public void The_built_in_rules_need_one_table_and_many_more_rules_need_a_second()
    {
        var rules = BuiltInRules.Load();
        var more = rules.AddRules(Vendors());
        foreach (var kind in LookupKinds.All)
        {
            rules.GetLiterals(kind).Tables.Should().ContainSingle();
            more.GetLiterals(kind).Tables.Length.Should().BeGreaterThan(1);
        }
    }

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void Rules_in_several_tables_are_all_found(string name)
    {
        var rules = BuiltInRules.Load().AddRules(Vendors());
        rules.GetLiterals(LookupKind.Long).Tables.Length.Should().BeGreaterThan(1);
        var text = new StringBuilder();
        for (var i = 0; i < 2000; i += 40)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"some words, {Word(i)}_key={Template.Expand("{alnum:20}", i).ToLowerInvariant()};\n");
        }

        var content = Encoding.ASCII.GetBytes(text.ToString());
        var (found, expected) = (new List<SecretSentry.Engine.Matches.Match>(), new List<SecretSentry.Engine.Matches.Match>());
        Kernels.ScannerWith(rules, name).Scan(content, "", found);
        Kernels.ScannerWith(Kernels.Unfiltered(rules), "scalar").Scan(content, "", expected);
        found.Should().Equal(expected).And.HaveCountGreaterThan(45);
    }

    private static Rule[] Vendors() => [.. Enumerable.Range(0, 2000)
        .Select(i => new Rule { Id = $"v{i}", Regex = Invariant($@"{Word(i)}[_-]?key[=:]([a-z0-9]{{20}})") })];

    /// <summary>Returns five letters that differ for each number.</summary>
    private static string Word(int i)
    {
        var random = new Random(i);
        return new string([.. Enumerable.Range(0, 5).Select(_ => (char)('a' + random.Next(26)))]);
    }

    /// <summary>Returns windows of four letters or marks, and how often each occurs.</summary>
    private static ((byte[] Bytes, double Share)[] Records, CommonWindows Common) RandomWindows(Random random, int count)
    {
        var (records, file) = (new List<(byte[], double)>(), new StringBuilder());
        for (var i = 0; i < count; i++)
        {
            var bytes = Enumerable.Range(0, 4).Select(_ => (byte)"etaonirslcdmpgx=: .0"[random.Next(20)]).ToArray();
            var level = random.Next(0, 40);
            records.Add((bytes, Math.Pow(2, -level / 4.0)));
            file.Append(Encoding.ASCII.GetString(bytes)).Append((char)('#' + level)).Append('\n');
        }

        return ([.. records], new(Encoding.ASCII.GetBytes(file.ToString())));
    }

    private static ClassWindow RandomWindow(Random random)
    {
        return new(Classes(), Classes(), Classes(), Classes());

        ulong Classes() =>
            Enumerable.Range(0, random.Next(1, 12)).Aggregate(0UL, (all, _) => all | (1UL << random.Next(ByteClasses.Count)));
    }

    /// <summary>
    /// Returns the total share of the windows in which every position is allowed by some member. It adds up the shares one by one.
    /// </summary>
    private static double Share(IEnumerable<(byte[] Bytes, double Share)> records, IReadOnlyCollection<ClassWindow> members) => records
        .Where(record => Enumerable.Range(0, Literal.WindowLength)
        .All(k => members.Any(window => (window.GetClasses(k) >> ByteClasses.Classify(record.Bytes[k]) & 1) != 0)))
        .Sum(record => record.Share);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static ClassWindow Window(string text) => ClassWindow.Create([.. Encoding.ASCII.GetBytes(text).Select(ByteSet.FromByte)], 0);
}
